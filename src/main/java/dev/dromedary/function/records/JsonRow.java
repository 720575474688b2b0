package dev.dromedary.function.records;

import dev.dromedary.function.records.JsonShape.Member;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes rows as JSON objects in UTF-8, each value by its type in a schema.
 *
 * <p>Integers, numbers and years are JSON numbers, exact however large they are, without the marks that the schema's
 * {@code decimalChar}, {@code groupChar} and {@code bareNumber} allow; booleans are true and false; dates and times are strings
 * of ISO 8601, whatever their format in the file; a column of JSON stands there as it is; everything else, also a column that the
 * schema does not know and a value that is not of its type, is a string. A value that is missing is null, or left out. A name with dots
 * makes objects: {@code a.b} is {@code {"a":{"b":…}}}.
 *
 * <p>Names, order and values are those of the row as steps have left it. Not for use by several threads at once.
 */
public final class JsonRow {

    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final TableSchema schema;
    private final boolean omitMissing;
    private final Set<String> without;
    private final JsonBytes out = new JsonBytes();

    private Columns columns;
    private Quoting quoting;
    private List<Member> members = List.of();
    private JsonField[] fields = {};

    /**
     * A writer.
     *
     * @param schema says of what type columns are
     * @param omitMissing whether a value that is missing is left out, rather than null
     */
    public JsonRow(TableSchema schema, boolean omitMissing) {
        this(schema, omitMissing, Set.of());
    }

    /**
     * A writer that leaves columns out.
     *
     * @param schema says of what type columns are
     * @param omitMissing whether a value that is missing is left out, rather than null
     * @param without names of columns that are left out
     */
    public JsonRow(TableSchema schema, boolean omitMissing, Set<String> without) {
        this.schema = schema;
        this.omitMissing = omitMissing;
        this.without = Set.copyOf(without);
    }

    void append(Row row, LineBuffer to) throws IOException {
        write(row);
        out.passTo(to);
    }

    /**
     * Appends a row's object, and nothing behind it.
     *
     * @throws IOException if the stream fails
     */
    public void append(Row row, OutputStream to) throws IOException {
        write(row);
        out.passTo(to);
    }

    /** A row's object. */
    public byte[] bytes(Row row) {
        write(row);
        return out.copy();
    }

    private void write(Row row) {
        Quoting rowQuoting = row.chunk().header.quoting();
        if (row.columns() != columns || rowQuoting != quoting) {
            use(row.columns(), rowQuoting);
        }
        out.cut(0);
        object(members, row);
    }

    /** Writes an object; returns whether anything is in it, or would be but for missing values that are left out. */
    private boolean object(List<Member> list, Row row) {
        boolean any = false;
        out.write('{');
        for (int i = 0; i < list.size(); i++) {
            Member member = list.get(i);
            int before = out.length();
            if (any) {
                out.write(',');
            }
            out.write(member.name());
            boolean written = member.column() < 0 ? object(member.members(), row) : value(row, member.column());
            if (written) {
                any = true;
            } else {
                out.cut(before);
            }
        }
        out.write('}');
        return any;
    }

    private boolean value(Row row, int column) {
        if (row.isChanged()) {
            Changes changes = row.changesOrNull();
            byte[] value = changes.value(column);
            if (value != null) {
                return value(row, column, value, 0, value.length);
            }
            int source = changes.source(column);
            return source < 0 ? missing() : came(row, column, source);
        }
        if (column >= row.count()) {
            return missing();
        }
        if (column == columns.size() - 1 && row.count() > columns.size()) {
            // A rejected row of too many values: what is too much stands in the last one, as it came.
            return value(row, column, row.chunk().bytes, row.valueStart(column), row.end());
        }
        return came(row, column, column);
    }

    /** The value that came at a position of the row, as that of a column. */
    private boolean came(Row row, int column, int position) {
        byte[] bytes = row.chunk().bytes;
        int start = row.valueStart(position);
        int end = row.valueEnd(position);
        if (start == end && row.chunk().header.nulls()) {
            return missing();
        }
        if (start == end || bytes[start] != quoting.quote()) {
            return value(row, column, bytes, start, end);
        }
        if (row.valid() && !quoting.hasInnerQuote(bytes, start, end)) {
            return value(row, column, bytes, start + 1, end - 1);
        }
        byte[] value = quoting.value(bytes, start, end);
        return value(row, column, value, 0, value.length);
    }

    private boolean value(Row row, int column, byte[] bytes, int start, int end) {
        if (fields[column].isMissing(bytes, start, end)) {
            return missing();
        }
        fields[column].write(bytes, start, end, row.valid(), out);
        return true;
    }

    private boolean missing() {
        if (!omitMissing) {
            out.write(NULL);
        }
        return !omitMissing;
    }

    private void use(Columns newColumns, Quoting newQuoting) {
        if (newColumns != columns) {
            members = JsonShape.of(newColumns.names(), without);
        }
        columns = newColumns;
        quoting = newQuoting;
        Map<String, Field> known = new HashMap<>();
        schema.fields().forEach(field -> known.put(field.name(), field));
        fields = newColumns.names().stream()
                .map(known::get)
                .map(field -> field == null
                        ? new JsonField(newQuoting.encoding())
                        : new JsonField(field, newQuoting.encoding()))
                .toArray(JsonField[]::new);
    }
}
