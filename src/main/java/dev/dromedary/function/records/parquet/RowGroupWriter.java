package dev.dromedary.function.records.parquet;

import dev.dromedary.function.records.Row;
import dev.dromedary.function.records.RowValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Gathers the rows of one row group: encodes them column by column, compresses pages as they fill, and keeps them. */
final class RowGroupWriter {

    private final ParquetColumn[] columns;
    private final ColumnEncoder[] encoders;
    private long rows;

    /** @param numbering for each column whether a dictionary is tried */
    RowGroupWriter(List<ParquetColumn> columns, boolean[] numbering, ParquetCompression compression) {
        this.columns = columns.toArray(new ParquetColumn[0]);
        this.encoders = new ColumnEncoder[numbering.length];
        for (int i = 0; i < encoders.length; i++) {
            encoders[i] = this.columns[i].encoder(numbering[i], compression);
        }
    }

    /**
     * Takes in a row.
     *
     * @throws IllegalStateException if it has a value that does not fit; the row group is of no use then
     */
    void add(Row row, RowValues values) throws IOException {
        for (int i = 0; i < columns.length; i++) {
            if (!columns[i].write(values, i, encoders[i])) {
                throw new IllegalStateException("Row " + row.number() + " can't be written as Parquet ("
                        + columns[i].fault(values, i) + "); reject such rows before, or set the field's columnType.");
            }
        }
        rows++;
    }

    long rows() {
        return rows;
    }

    /** How many bytes it holds. */
    long buffered() {
        long bytes = 0;
        for (ColumnEncoder encoder : encoders) {
            bytes += encoder.buffered();
        }
        return bytes;
    }

    /** How many of them are values that are in no page yet, and so not compressed. */
    long unpaged() {
        long bytes = 0;
        for (ColumnEncoder encoder : encoders) {
            bytes += encoder.unpaged();
        }
        return bytes;
    }

    /** Compresses what is in no page yet. */
    void endPages() throws IOException {
        for (ColumnEncoder encoder : encoders) {
            encoder.endPage();
        }
    }

    /** Ends the row group: its pages by column. */
    List<ColumnPages> finish() throws IOException {
        List<ColumnPages> pages = new ArrayList<>();
        for (ColumnEncoder encoder : encoders) {
            pages.add(encoder.finish());
        }
        return pages;
    }
}
