package dev.dromedary.function.records.parquet;

import dev.dromedary.function.records.Field;
import dev.dromedary.function.records.Header;
import dev.dromedary.function.records.RecordWriter;
import dev.dromedary.function.records.Row;
import dev.dromedary.function.records.RowValues;
import dev.dromedary.function.records.TableSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Writes the valid rows of a file as Parquet. Its columns are the schema's fields in their order, each of the type that
 * {@link dev.dromedary.function.records.ColumnType} says, and after them, as text, what other columns the first row has. A
 * field that is required is a required column. The same rows make the same bytes.
 *
 * <p>Rows are held until a row group is full: {@link #buffered} tells their bytes, and {@link #shrink} makes
 * them fewer. A schema's {@link ParquetFit} rejects rows with a value that the columns can't take; such a row must not come here.
 */
public final class ParquetRowWriter implements RecordWriter {

    /** After so many rows the size of the row group is looked at again. */
    private static final int UNCHECKED_ROWS = 16;

    private final OutputStream out;
    private final TableSchema shape;
    private final Set<String> without;
    private final ParquetCompression compression;
    private final long rowGroupBytes;
    private final ParquetDictionaries dictionaries;
    private Header header;
    private List<ParquetColumn> columns;
    private RowValues values;
    private Set<String> names;
    /** The last row's columns, which are known to be among the names. */
    private List<String> known;

    private ParquetFile file;
    private RowGroupWriter group;
    private boolean[] numbering;
    private int uncheckedRows;
    private long written;

    /** As the other, with all columns. */
    public ParquetRowWriter(OutputStream out, TableSchema shape, ParquetCompression compression, long rowGroupBytes) {
        this(out, shape, Set.of(), compression, rowGroupBytes, new ParquetDictionaries());
    }

    /**
     * @param out takes the bytes
     * @param shape what the rows are
     * @param without names of columns that are left out
     * @param compression of the pages
     * @param rowGroupBytes about how many bytes a row group has at most
     * @param dictionaries what other outputs of the run have learnt
     */
    public ParquetRowWriter(
            OutputStream out,
            TableSchema shape,
            Set<String> without,
            ParquetCompression compression,
            long rowGroupBytes,
            ParquetDictionaries dictionaries) {
        if (rowGroupBytes < 1) {
            throw new IllegalArgumentException(
                    "A row group has 1 byte at least; give more than " + rowGroupBytes + ".");
        }
        this.out = out;
        this.shape = shape;
        this.without = Set.copyOf(without);
        this.compression = compression;
        this.rowGroupBytes = rowGroupBytes;
        this.dictionaries = dictionaries;
    }

    @Override
    public void header(Header fileHeader) {
        header = Objects.requireNonNull(fileHeader);
    }

    /**
     * Writes the valid rows of a batch, and passes over the others.
     *
     * @return how many were written
     * @throws IOException if the stream fails
     * @throws IllegalStateException if a row has a column that the first one had not, or a value that its column can't take
     */
    @Override
    public int write(List<Row> rows) throws IOException {
        int count = 0;
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (row.valid()) {
                add(row);
                count++;
            }
        }
        written += count;
        return count;
    }

    @Override
    public long written() {
        return written;
    }

    @Override
    public long buffered() {
        return group == null ? 0 : group.buffered();
    }

    /** Compresses what is held, if most of it is not compressed yet. */
    @Override
    public boolean shrink() throws IOException {
        if (group == null || group.unpaged() <= group.buffered() / 2) {
            return false;
        }
        group.endPages();
        return true;
    }

    private void endGroup() throws IOException {
        if (group != null) {
            List<ColumnPages> pages = group.finish();
            file.add(pages, group.rows());
            group = null;
            for (int i = 0; i < numbering.length; i++) {
                dictionaries.learn(
                        columns.get(i).name(), numbering[i], pages.get(i).hasDictionary());
            }
        }
    }

    @Override
    public void finish() throws IOException {
        if (columns == null) {
            start(header.names());
        }
        endGroup();
        file.finish();
    }

    private void add(Row row) throws IOException {
        List<String> own = RowValues.names(row);
        if (own != known) {
            use(own, row);
        }
        values.read(row);
        if (group == null) {
            for (int i = 0; i < numbering.length; i++) {
                numbering[i] = dictionaries.tries(columns.get(i).name());
            }
            group = new RowGroupWriter(columns, numbering, compression);
        }
        group.add(row, values);
        uncheckedRows++;
        if (uncheckedRows >= UNCHECKED_ROWS) {
            uncheckedRows = 0;
            if (group.buffered() >= rowGroupBytes) {
                endGroup();
            }
        }
    }

    private void use(List<String> own, Row row) throws IOException {
        if (columns == null) {
            start(own);
        }
        for (int i = 0; i < own.size(); i++) {
            if (!names.contains(own.get(i))) {
                throw new IllegalStateException("Row " + row.number() + ": the first row written had no such"
                        + " column as its column " + (i + 1) + "; let the step add it to every row.");
            }
        }
        known = own;
    }

    private void start(List<String> first) throws IOException {
        columns = new ArrayList<>();
        names = new HashSet<>(without);
        for (Field field : shape.fields()) {
            if (names.add(field.name())) {
                columns.add(new ParquetColumn(field));
            }
        }
        for (String name : first) {
            if (names.add(name)) {
                columns.add(new ParquetColumn(Field.undescribed(name)));
            }
        }
        values = new RowValues(columns.stream().map(ParquetColumn::read).toList(), shape.dialect());
        numbering = new boolean[columns.size()];
        file = new ParquetFile(out, columns);
        file.start();
    }
}
