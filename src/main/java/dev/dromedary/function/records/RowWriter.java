package dev.dromedary.function.records;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Writes one of a file's two outputs: the valid rows, or the rejected ones with their reason. Both keep to RFC 4180, but that
 * LF ends each line: any reader sees as many rows as were written, all with as many values as the header has.
 *
 * <p>Valid rows: what nobody changed is written byte for byte as it came, unless others would read it in another way: a
 * value with a quote or a CR inside is then quoted. If a step added or dropped columns before the first row is written, the
 * header names that row's columns, in its order, and every later row is written in the same columns.
 *
 * <p>Rejected rows: as they came, whatever a step did to them, with the reason as their last value. A row of too few values
 * has empty ones before the reason; of a row of too many the rest stands in the last column; what is quoted wrongly is a
 * value with quotes in it; bytes that are no characters are shown as {@code \xE9}. The header is the file's
 * with {@code reject_reason} at the end; if the file has a column of that name, the last one is {@code reject_reason_2}, or
 * the first number that is free.
 *
 * <p>When a call returns, everything it wrote is in the stream. The stream is never closed or flushed here.
 */
public final class RowWriter implements RecordWriter {

    private static final String REASON_COLUMN = "reject_reason";
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final LineBuffer out;
    private final boolean escapeFormulas;
    private Quoting quoting;
    private ValueWriter values;
    private final boolean withReason;
    private final Set<String> without;
    private final Map<String, byte[]> reasons = new HashMap<>();
    private Header header;
    private Columns columns;
    /** Where the columns stand in the rows of other columns that were written last. */
    private int[] places = {};

    private Columns placed;
    private Columns ifEmpty;
    private long written;

    /**
     * @param out takes the bytes
     * @param dialect the dialect of the rows, and so of the output
     * @param withReason whether the rejected rows are written, with their reason, rather than the valid ones
     */
    public RowWriter(OutputStream out, Dialect dialect, boolean withReason) {
        this(out, dialect, withReason, false);
    }

    /**
     * As the other, for people who open outputs in a spreadsheet.
     *
     * @param escapeFormulas whether values and names that a spreadsheet would take for a formula get an apostrophe before
     *     them, which changes the data
     */
    public RowWriter(OutputStream out, Dialect dialect, boolean withReason, boolean escapeFormulas) {
        this(out, dialect, withReason, escapeFormulas, Set.of());
    }

    /**
     * As the other, without some columns.
     *
     * @param without names of columns that valid rows are written without
     */
    public RowWriter(
            OutputStream out, Dialect dialect, boolean withReason, boolean escapeFormulas, Set<String> without) {
        this.out = new LineBuffer(out);
        this.without = Set.copyOf(without);
        this.escapeFormulas = escapeFormulas;
        this.withReason = withReason;
        quote(new Quoting(dialect));
    }

    /** Names the file's header. It is written with the first row, or by {@link #finish}; call this before both. */
    @Override
    public void header(Header fileHeader) {
        header = Objects.requireNonNull(fileHeader);
        // A file's byte order mark may say another encoding than the schema.
        quote(fileHeader.quoting());
    }

    /** Names the columns of an output into which no row comes; else they are those of its first row. Call it after {@link #header}. */
    public void columns(List<String> names) {
        ifEmpty = names.equals(header.names()) ? null : new Columns(names);
    }

    private void quote(Quoting with) {
        quoting = with;
        values = new ValueWriter(out, with, escapeFormulas);
    }

    /**
     * Writes those rows of a batch that belong into this output, and passes over the others.
     *
     * @return how many were written
     * @throws IOException if the stream fails
     * @throws IllegalStateException if a valid row has a column that the header, which is written already, lacks
     */
    @Override
    public int write(List<Row> rows) throws IOException {
        int count = withReason ? writeRejected(rows) : writeValid(rows);
        out.pass();
        written += count;
        return count;
    }

    /** How many rows were written so far. */
    @Override
    public long written() {
        return written;
    }

    /** Ends the output: writes the header if no row came to be written. Doesn't close the stream. */
    @Override
    public void finish() throws IOException {
        if (columns == null) {
            start(ifEmpty == null ? header.columns() : ifEmpty);
        }
        out.pass();
    }

    private int writeRejected(List<Row> rows) throws IOException {
        int count = 0;
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (!row.valid()) {
                if (columns == null) {
                    start(header.columns());
                }
                if (row.count() == columns.size() && values.isDecodable(row) && values.isPortable(row)) {
                    out.write(row.chunk().bytes, row.start(), row.end());
                    out.write(quoting.delimiter());
                } else {
                    values.cells(row, columns.size());
                }
                out.write(encoded(row.reason()));
                out.endLine();
                count++;
            }
        }
        return count;
    }

    private int writeValid(List<Row> rows) throws IOException {
        int count = 0;
        int i = 0;
        while (i < rows.size()) {
            Row row = rows.get(i);
            if (!row.valid()) {
                i++;
                continue;
            }
            if (columns == null) {
                start(row.columns());
            }
            int next = i + 1;
            if (row.isChanged() || row.chunk().header.columns() != columns || !values.isPortable(row)) {
                writeValues(row);
            } else {
                next = writeUntouched(rows, i);
            }
            count += next - i;
            i = next;
        }
        return count;
    }

    /** Writes the untouched rows that stand side by side in the source at once; returns the place after them. */
    private int writeUntouched(List<Row> rows, int first) throws IOException {
        Row row = rows.get(first);
        byte[] bytes = row.chunk().bytes;
        int start = row.start();
        int end = row.end();
        int next = first + 1;
        while (next < rows.size()) {
            row = rows.get(next);
            boolean adjacent = row.start() == end + 1 && row.chunk().bytes == bytes;
            if (!adjacent || !row.valid() || row.isChanged() || !values.isPortable(row)) {
                break;
            }
            end = row.end();
            next++;
        }
        out.write(bytes, start, end);
        out.endLine();
        return next;
    }

    private void start(Columns first) throws IOException {
        columns = withReason ? first : kept(first);
        if (header.marked()) {
            out.write(BYTE_ORDER_MARK);
        }
        boolean same = columns.names().equals(header.names());
        values.header(same ? header : Header.of(quoting, columns));
        if (withReason) {
            out.write(quoting.delimiter());
            out.write(encoded(reasonColumn(columns)));
        }
        out.endLine();
    }

    private Columns kept(Columns all) {
        return without.isEmpty()
                ? all
                : new Columns(all.names().stream()
                        .filter(name -> !without.contains(name))
                        .toList());
    }

    private static String reasonColumn(Columns columns) {
        String name = REASON_COLUMN;
        for (int i = 2; columns.indexOf(name) >= 0; i++) {
            name = REASON_COLUMN + "_" + i;
        }
        return name;
    }

    /** Writes a row's values one by one, in the columns of the header. */
    private void writeValues(Row row) throws IOException {
        if (row.columns() != placed) {
            place(row);
        }
        for (int i = 0; i < places.length; i++) {
            if (i > 0) {
                out.write(quoting.delimiter());
            }
            writeValue(row, places[i], i == 0);
        }
        out.endLine();
    }

    private void place(Row row) {
        Columns own = row.columns();
        requireKnown(own, row);
        placed = own;
        places = columns.names().stream().mapToInt(own::indexOf).toArray();
    }

    private void requireKnown(Columns own, Row row) {
        for (String name : own.names()) {
            if (columns.indexOf(name) < 0 && !without.contains(name)) {
                throw new IllegalStateException("Row " + row.number() + ": the first row written had no such"
                        + " column as its column " + (own.indexOf(name) + 1) + "; let the step add it to every row.");
            }
        }
    }

    private void writeValue(Row row, int index, boolean first) throws IOException {
        Changes changes = row.changesOrNull();
        byte[] value = index < 0 || changes == null ? null : changes.value(index);
        int source = index < 0 || changes == null ? index : changes.source(index);
        boolean only = columns.size() == 1;
        if (value != null) {
            values.value(value, first, only);
        } else if (source >= 0 && row.valueEnd(source) > row.valueStart(source)) {
            values.value(row, source, first, only);
        } else {
            values.value(new byte[0], first, only);
        }
    }

    private byte[] encoded(String text) {
        byte[] known = reasons.get(text);
        if (known == null) {
            byte[] bytes = text.getBytes(quoting.encoding().charset());
            known = values.written(bytes, false);
            // Reasons are a few codes; those made of data are not worth remembering.
            if (reasons.size() < 1000) {
                reasons.put(text, known);
            }
        }
        return known;
    }
}
