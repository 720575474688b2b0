package dev.dromedary.function.records.parquet;

import dev.dromedary.function.records.ColumnType;
import dev.dromedary.function.records.Field;
import dev.dromedary.function.records.RowValues;
import java.io.IOException;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;

/** One column of a file, and how the values of its field come into it. */
final class ParquetColumn {

    private final Field field;
    private final boolean required;
    private final ColumnType type;
    private final ColumnValues values;

    ParquetColumn(Field field) {
        this.field = field;
        this.required = field.constraints().required();
        this.type = ColumnType.of(field);
        this.values = ColumnValues.of(type);
    }

    /** The field as its values are to be read. */
    Field read() {
        return values.areTexts() ? field.asText() : field;
    }

    String name() {
        return field.name();
    }

    /** The column in the footer's words. */
    SchemaElement element() {
        SchemaElement element = new SchemaElement(field.name())
                .setType(values.physical())
                .setRepetition_type(required ? FieldRepetitionType.REQUIRED : FieldRepetitionType.OPTIONAL);
        values.describe(element);
        return element;
    }

    /**
     * A new encoder for the values of a row group.
     *
     * @param numbering whether a dictionary is tried
     */
    ColumnEncoder encoder(boolean numbering, ParquetCompression compression) {
        ColumnPages pages = new ColumnPages(field.name(), values.physical(), compression);
        return values.encoder(pages, !required, numbering);
    }

    /**
     * The reason for which the column can't take the value that was read for it, a code as validation gives it; null if it
     * can.
     */
    String fault(RowValues row, int place) {
        if (row.isAbsent(place)) {
            return required ? "missing_" + field.name() : null;
        }
        return !row.isUnreadable(place) && values.fits(row, place) ? null : "invalid_" + field.name();
    }

    /** Whether every value that keeps to the field's type and constraints fits. */
    boolean fitsAlways() {
        return type.holdsAll(field.constraints());
    }

    /** Writes the value that was read for it, if it can take it: see {@link #fault}. */
    boolean write(RowValues row, int place, ColumnEncoder out) throws IOException {
        if (row.isAbsent(place)) {
            if (!required) {
                out.addNull();
            }
            return !required;
        }
        boolean fits = !row.isUnreadable(place) && values.fits(row, place);
        if (fits) {
            values.write(row, place, out);
        }
        return fits;
    }
}
