package dev.dromedary.function.records;

import java.util.Arrays;

/**
 * Puts rows that a file has written in its own way into the schema's: with the schema's delimiter, and without spaces before
 * values. So whoever works on rows, and whoever reads the outputs, knows one way only. A row whose quotes are malformed stays
 * as it came, as nobody can tell where its values end.
 */
final class RowTranslation {

    private final Quoting from;
    private final Quoting to;
    private byte[] out = new byte[0];
    private int length;
    private int[] ends = new int[0];
    private int endCount;

    /**
     * @param from how the file is written
     * @param to how rows are to be; with the same quote and encoding
     */
    RowTranslation(Quoting from, Quoting to) {
        this.from = from;
        this.to = to;
    }

    /** The rows, as slices of a new chunk. */
    Row[] translate(Row[] rows, int count, Header header) {
        out = new byte[1024];
        length = 0;
        ends = new int[Math.max(64, endCount)];
        endCount = 0;
        int[] starts = new int[count];
        int[] firstEnds = new int[count];
        int[] rowEnds = new int[count];
        for (int i = 0; i < count; i++) {
            starts[i] = length;
            firstEnds[i] = endCount;
            translate(rows[i]);
            rowEnds[i] = length;
            write((byte) '\n');
        }
        Chunk chunk = new Chunk(Arrays.copyOf(out, length + RowScanner.PADDING), header);
        chunk.ends = ends;
        Row[] translated = new Row[count];
        for (int i = 0; i < count; i++) {
            Row row = rows[i];
            translated[i] = new Row(
                    chunk, starts[i], rowEnds[i], firstEnds[i], row.count(), row.number(), row.line(), row.reason());
        }
        return translated;
    }

    private void translate(Row row) {
        byte[] bytes = row.chunk().bytes;
        boolean malformed = RowReader.MALFORMED_QUOTE.equals(row.reason());
        for (int i = 0; i < row.count(); i++) {
            if (i > 0) {
                write(malformed ? from.delimiter() : to.delimiter());
            }
            int start = row.valueStart(i);
            int end = row.valueEnd(i);
            if (malformed) {
                write(bytes, start, end);
            } else {
                translate(bytes, start, end, row.count() == 1);
            }
            if (endCount == ends.length) {
                ends = Arrays.copyOf(ends, endCount * 2);
            }
            ends[endCount++] = length;
        }
    }

    private void translate(byte[] bytes, int valueStart, int end, boolean only) {
        int start = valueStart;
        while (from.skipInitialSpace() && start < end && bytes[start] == ' ') {
            start++;
        }
        boolean plain = from.isQuoted(bytes, start, end) || !needsQuotes(bytes, start, end) && !(only && start == end);
        if (plain) {
            write(bytes, start, end);
        } else {
            byte[] quoted = to.quoted(Arrays.copyOfRange(bytes, start, end), only);
            write(quoted, 0, quoted.length);
        }
    }

    private boolean needsQuotes(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] == to.delimiter()) {
                return true;
            }
        }
        return false;
    }

    private void write(byte single) {
        reserve(1);
        out[length++] = single;
    }

    private void write(byte[] bytes, int start, int end) {
        reserve(end - start);
        System.arraycopy(bytes, start, out, length, end - start);
        length += end - start;
    }

    private void reserve(int count) {
        if (out.length - length < count) {
            out = Arrays.copyOf(out, Math.max(out.length * 2, length + count));
        }
    }
}
