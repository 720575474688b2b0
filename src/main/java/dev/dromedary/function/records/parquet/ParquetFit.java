package dev.dromedary.function.records.parquet;

import dev.dromedary.function.records.Row;
import dev.dromedary.function.records.RowValues;
import dev.dromedary.function.records.TableSchema;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rejects rows that are valid by a schema, but have a value that its column can't take, as a whole number beyond 64 bits:
 * {@code invalid_<field>}, as validation does. Fields whose constraints rule that out cost nothing. Not for use by several
 * threads at once.
 */
public final class ParquetFit {

    private final ParquetColumn[] columns;
    private final RowValues values;
    private final int[] doubtful;

    /** @param shape by which the rows are valid */
    public ParquetFit(TableSchema shape) {
        columns = shape.fields().stream().map(ParquetColumn::new).toArray(ParquetColumn[]::new);
        values = new RowValues(
                IntStream.range(0, columns.length)
                        .mapToObj(i -> columns[i].read())
                        .toList(),
                shape.dialect());
        doubtful = IntStream.range(0, columns.length)
                .filter(i -> !columns[i].fitsAlways())
                .toArray();
    }

    /** Rejects those rows of a batch that can't be written. Rows that are rejected already keep their reason. */
    public void judge(List<Row> rows) {
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (row.valid() && doubtful.length > 0) {
                values.read(row, doubtful);
                judge(row);
            }
        }
    }

    private void judge(Row row) {
        for (int field : doubtful) {
            String fault = columns[field].fault(values, field);
            if (fault != null) {
                row.reject(fault);
                return;
            }
        }
    }
}
