package dev.dromedary.records;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Reads the rows of a CSV file from a stream of bytes, in constant memory.
 *
 * <p>What a line is: LF ends it, with any CRs before it; a CR elsewhere is data; the last line needs no end. Lines without
 * a byte are no rows. A value that starts with a quote ends at the next quote that is not doubled; a quote elsewhere is
 * data. A UTF-8 byte order mark before the header is dropped.
 *
 * <p>A row that can be told apart but not used is handed out as a reject, with the reason {@link #UNDECODABLE_BYTES},
 * {@link #MALFORMED_QUOTE} or {@link #WRONG_NUMBER_OF_VALUES}. A fault after which rows can't be told apart ends the
 * reading: {@link #hasNext} is false and {@link #defect} says why. What follows in the stream is then left unread.
 *
 * <p>An I/O failure is an {@link UncheckedIOException}, at this call and at every later one; it never looks like an end.
 */
public final class RowReader implements Iterator<Row> {

    /** The row holds bytes that are no characters in the dialect's encoding. */
    public static final String UNDECODABLE_BYTES = "undecodable_bytes";
    /** Something other than a delimiter or line end follows a closing quote. */
    public static final String MALFORMED_QUOTE = "malformed_quote";
    /** The row has more or fewer values than the header has columns. */
    public static final String WRONG_NUMBER_OF_VALUES = "wrong_number_of_values";

    private static final int CHUNK_BYTES = 256 * 1024;

    private final InputStream in;
    private final Limits limits;
    private final Quoting quoting;
    private final RowScanner scanner;
    private final int chunkBytes;

    private byte[] bytes = new byte[RowScanner.PADDING];
    /** Where the bytes that no row has taken yet start and end. */
    private int from;

    private int to;
    private boolean sourceEnded;
    private Defect sourceDefect;
    private RuntimeException failure;

    private Header header;
    private int next;
    private boolean finished;
    private Defect defect;

    /** Reads nothing yet. The stream is not closed by this class. */
    public RowReader(InputStream in, Dialect dialect, Limits limits) {
        this(in, dialect, limits, CHUNK_BYTES);
    }

    RowReader(InputStream in, Dialect dialect, Limits limits, int chunkBytes) {
        this.in = in;
        this.limits = limits;
        this.quoting = new Quoting(dialect);
        this.scanner = new RowScanner(quoting);
        this.chunkBytes = chunkBytes;
    }

    /**
     * The header, read on the first call; without a name if there is no usable one ({@link #defect} then says why).
     *
     * @throws UncheckedIOException if reading fails
     */
    public Header header() {
        failAgain();
        if (header == null) {
            header = new Header(new Columns(List.of()), new byte[0], quoting);
            readHeader();
        }
        return header;
    }

    /**
     * Whether there is another row.
     *
     * @throws UncheckedIOException if reading fails
     */
    @Override
    public boolean hasNext() {
        failAgain();
        header();
        while (next == scanner.rowCount() && !finished) {
            readRows();
        }
        return next < scanner.rowCount();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return scanner.rows()[next++];
    }

    /**
     * The next rows as a list, empty at the end. It ends early when its rows reach {@code maxBytes}, so that rows of a
     * megabyte don't add up.
     */
    public List<Row> nextBatch(int maxRows, int maxBytes) {
        List<Row> batch = new ArrayList<>(maxRows);
        long size = 0;
        while (batch.size() < maxRows && size < maxBytes && hasNext()) {
            Row[] ready = scanner.rows();
            int last = Math.min(scanner.rowCount(), next + maxRows - batch.size());
            while (next < last && size < maxBytes) {
                Row row = ready[next++];
                size += row.end() - row.start();
                batch.add(row);
            }
        }
        return batch;
    }

    /** What ended the reading before the end of the file, if anything has. Known once {@link #hasNext} is false. */
    public Optional<Defect> defect() {
        return Optional.ofNullable(next == scanner.rowCount() ? defect : null);
    }

    private void readHeader() {
        fill();
        skipByteOrderMark();
        boolean found = false;
        while (!found && !finished) {
            from = scanner.scan(new Chunk(bytes, header), from, to, sourceEnded, -1, 1, limits.headerBytes());
            found = scanner.rowCount() == 1;
            if (scanner.isTooLong() || (sourceEnded && !found)) {
                end(Optional.ofNullable(sourceDefect).orElseGet(this::defectOfHeader));
            } else if (!found) {
                fill();
            }
        }
        if (found) {
            use(scanner.rows()[0]);
        }
    }

    private void skipByteOrderMark() {
        byte[] mark = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
        if (to >= mark.length && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length)) {
            from = mark.length;
        }
    }

    private void use(Row row) {
        HeaderCheck check = new HeaderCheck(quoting, limits);
        Optional<Defect> fault = check.fault(row);
        next = 1;
        if (fault.isPresent()) {
            end(fault.get());
        } else {
            header = check.header(row);
            scanner.startRows();
            scanRows();
        }
    }

    private Defect defectOfHeader() {
        long quoteLine = lineOfOpenQuote(limits.headerBytes());
        if (quoteLine > 0) {
            return unclosedQuote(quoteLine, limits.headerBytes());
        }
        if (scanner.isTooLong()) {
            return new Defect(
                    "header_too_large",
                    "The header on line " + scanner.line() + " is longer than " + limits.headerBytes()
                            + " bytes; check that the file is CSV with a header line.");
        }
        return new Defect("empty_file", "The file is empty; it needs a header line at least.");
    }

    private void readRows() {
        fill();
        scanRows();
    }

    private void scanRows() {
        next = 0;
        // After a fault of the source the last bytes may be half a row: no row ends there.
        boolean last = sourceEnded && sourceDefect == null;
        from = scanner.scan(
                new Chunk(bytes, header),
                from,
                to,
                last,
                header.columns().size(),
                Integer.MAX_VALUE,
                limits.recordBytes());
        if (scanner.isTooLong() || (last && scanner.hasOpenQuote())) {
            end(defectOfRow());
        } else if (sourceEnded) {
            end(sourceDefect);
        }
    }

    private Defect defectOfRow() {
        long quoteLine = lineOfOpenQuote(limits.recordBytes());
        if (quoteLine > 0) {
            return unclosedQuote(quoteLine, limits.recordBytes());
        }
        return new Defect(
                "record_too_large",
                "The row on line " + scanner.line() + " is longer than " + limits.recordBytes()
                        + " bytes; check that the file is CSV, or raise the limit for one record.");
    }

    /** The line of the quote that is open where the file ends or the limit is reached; -1 if none is. */
    private long lineOfOpenQuote(int limit) {
        return scanner.lineOfOpenQuote(bytes, from, Math.min(to, from + limit));
    }

    private static Defect unclosedQuote(long line, int limit) {
        return new Defect(
                "unclosed_quote",
                "The quote that opens on line " + line + " is not closed within " + limit
                        + " bytes or before the file ends; close it, or double it if it is part of a value.");
    }

    private void end(Defect why) {
        defect = why;
        finished = true;
    }

    /** Puts the bytes that no row has taken at the front of a new chunk, and fills it from the stream. */
    private void fill() {
        int kept = to - from;
        int size = Math.max(chunkBytes, Math.min(kept * 2, kept + chunkBytes));
        byte[] fresh = new byte[size + RowScanner.PADDING];
        System.arraycopy(bytes, from, fresh, 0, kept);
        bytes = fresh;
        from = 0;
        to = kept;
        try {
            while (to < size && !sourceEnded) {
                int read = in.read(bytes, to, size - to);
                sourceEnded = read < 0;
                to += Math.max(read, 0);
            }
        } catch (DefectException e) {
            sourceEnded = true;
            sourceDefect = e.defect();
        } catch (IOException e) {
            failure = new UncheckedIOException(e);
            throw failure;
        } catch (RuntimeException e) {
            // Some clients' streams fail in this way; the next read must not look like the end either.
            failure = e;
            throw failure;
        }
    }

    private void failAgain() {
        if (failure != null) {
            throw failure;
        }
    }
}
