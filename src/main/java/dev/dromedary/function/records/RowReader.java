package dev.dromedary.function.records;

import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Reads the rows of a CSV file from a stream of bytes, in constant memory.
 *
 * <p>What a line is: LF ends it, with any CRs before it; a CR elsewhere is data, unless no line in the first 64 KB ends in LF;
 * the last line needs no end. Lines without a byte are no rows. A value that starts with a quote ends at the next quote that
 * is not doubled, and where the dialect allows no line breaks at the line's end; a quote elsewhere is data.
 *
 * <p>What a file says about itself counts more than the dialect: byte order marks, which are dropped, and a first line {@code
 * sep=;}. Rows of UTF-16 and UTF-32 are in UTF-8; rows of other delimiters have the dialect's.
 *
 * <p>A row that can be told apart but not used is handed out as a reject, with the reason {@link #UNDECODABLE_BYTES},
 * {@link #MALFORMED_QUOTE} or {@link #WRONG_NUMBER_OF_VALUES}. A fault after which rows can't be told apart ends the
 * reading: {@link #hasNext} is false and {@link #defect} says why. What follows in the stream is then left unread.
 *
 * <p>An I/O failure is an {@link UncheckedIOException}, at this call and at every later one; it never looks like an end.
 */
public final class RowReader implements RecordReader {

    /** The row holds bytes that are no characters in the file's encoding. */
    public static final String UNDECODABLE_BYTES = "undecodable_bytes";
    /** A quote does not close on its line, or something other than a delimiter or line end follows a closing one. */
    public static final String MALFORMED_QUOTE = "malformed_quote";
    /** The row has more or fewer values than the header has columns. */
    public static final String WRONG_NUMBER_OF_VALUES = "wrong_number_of_values";

    private static final int CHUNK_BYTES = 256 * 1024;

    private final Dialect dialect;
    private final Optional<TableSchema> schema;
    private final Limits limits;
    private final MarkedInput marked;
    private final ByteWindow window;

    private FileStart start;
    private RowScanner scanner;
    /** How the file is written, and how rows are. */
    private Quoting written;

    private Quoting quoting;
    private RowTranslation translation;

    private Header header;
    private Row[] rows = new Row[0];
    private int rowCount;
    private int next;
    private boolean finished;
    private Defect defect;

    /** Reads nothing yet. The stream is not closed by this class. */
    public RowReader(InputStream in, Dialect dialect, Limits limits) {
        this(in, dialect, limits, CHUNK_BYTES);
    }

    /** A reader that also compares the header with a schema, and rejects the file if it does not fit. */
    public RowReader(InputStream in, TableSchema schema, Limits limits) {
        this(in, schema.dialect(), Optional.of(schema), limits, CHUNK_BYTES);
    }

    RowReader(InputStream in, Dialect dialect, Limits limits, int chunkBytes) {
        this(in, dialect, Optional.empty(), limits, chunkBytes);
    }

    RowReader(InputStream in, Dialect dialect, Optional<TableSchema> schema, Limits limits, int chunkBytes) {
        this.dialect = dialect;
        this.schema = schema;
        this.limits = limits;
        this.marked = new MarkedInput(in);
        this.window = new ByteWindow(marked, chunkBytes);
    }

    @Override
    public RecordFormat format() {
        return RecordFormat.CSV;
    }

    /**
     * The header, read on the first call; without a name if there is no usable one ({@link #defect} then says why).
     *
     * @throws UncheckedIOException if reading fails
     */
    @Override
    public Header header() {
        window.failAgain();
        if (header == null) {
            open();
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
        header();
        while (next == rowCount && !finished) {
            window.fill();
            scanRows();
        }
        return next < rowCount;
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return rows[next++];
    }

    /**
     * The next rows as a list, empty at the end. It ends early when its rows reach {@code maxBytes}, so that rows of a
     * megabyte don't add up.
     */
    @Override
    public List<Row> nextBatch(int maxRows, int maxBytes) {
        List<Row> batch = new ArrayList<>(maxRows);
        long size = 0;
        while (batch.size() < maxRows && size < maxBytes && hasNext()) {
            Row[] ready = rows;
            int last = Math.min(rowCount, next + maxRows - batch.size());
            while (next < last && size < maxBytes) {
                Row row = ready[next++];
                size += row.end() - row.start();
                batch.add(row);
            }
        }
        return batch;
    }

    /** What ended the reading before the end of the file, if anything has. Known once {@link #hasNext} is false. */
    @Override
    public Optional<Defect> defect() {
        return Optional.ofNullable(next == rowCount ? defect : null);
    }

    /** The line breaks in quoted values of the rows read so far. */
    @Override
    public LineBreaks lineBreaks() {
        return scanner == null ? LineBreaks.NONE : scanner.lineBreaks();
    }

    /**
     * How the file is written where that is otherwise than the dialect says: {@code encoding}, {@code delimiter},
     * {@code lineTerminator}, as in a Table Dialect. Known once the header is; empty if the file is as the dialect
     * says.
     */
    @Override
    public Map<String, Object> recognised() {
        Map<String, Object> recognised = new LinkedHashMap<>();
        marked.charset()
                .filter(charset -> !charset.equals(dialect.encoding()))
                .ifPresent(charset -> recognised.put("encoding", charset.name().toLowerCase(Locale.ROOT)));
        if (start != null && start.dialect().delimiter() != dialect.delimiter()) {
            recognised.put("delimiter", String.valueOf(start.dialect().delimiter()));
        }
        if (start != null && start.carriageReturns()) {
            recognised.put("lineTerminator", "\r");
        }
        return recognised;
    }

    private void open() {
        start = new FileStart(window, dialect, limits, schema);
        start.look();
        // UTF-16 and UTF-32 are UTF-8 by now, and no other charset has a mark.
        Charset encoding = marked.charset().isPresent() ? StandardCharsets.UTF_8 : dialect.encoding();
        boolean wide = marked.charset()
                .filter(charset -> !charset.equals(StandardCharsets.UTF_8))
                .isPresent();
        Optional<Defect> fault = start.passOver(dialect.withEncoding(encoding), wide);
        written = new Quoting(start.dialect());
        quoting = new Quoting(start.dialect().withDelimiter(dialect.delimiter()));
        if (start.dialect().delimiter() != dialect.delimiter() || dialect.skipInitialSpace()) {
            translation = new RowTranslation(written, quoting);
        }
        scanner = new RowScanner(written);
        scanner.skipLines(start.lines());
        header = new Header(new Columns(List.of()), new byte[0], quoting);
        fault.ifPresentOrElse(why -> reject(why, null), this::readHeader);
    }

    private void readHeader() {
        boolean found = false;
        while (!found && !finished) {
            // After a fault of the source the last bytes may be half a header.
            scan(header, window.ended() && window.defect() == null, -1, 1, limits.headerBytes());
            found = scanner.rowCount() == 1;
            if (scanner.isTooLong() || (window.ended() && !found)) {
                Optional<Defect> ofSource = Optional.ofNullable(window.defect());
                ofSource.ifPresentOrElse(this::end, () -> reject(defectOfHeader(), null));
            } else if (!found) {
                window.fill();
            }
        }
        if (found) {
            use(scanner.rows()[0]);
        }
    }

    private void scan(Header columns, boolean last, int expected, int mostRows, int mostBytes) {
        Chunk chunk = new Chunk(window.bytes(), columns);
        window.takeTo(scanner.scan(chunk, window.from(), window.to(), last, expected, mostRows, mostBytes));
    }

    private void use(Row row) {
        List<String> fields = schema.map(
                        known -> known.fields().stream().map(Field::name).toList())
                .orElse(List.of());
        HeaderCheck check = new HeaderCheck(written, limits, fields);
        Optional<Defect> fault =
                check.fault(row).or(() -> schema.flatMap(known -> new HeaderMatch(known).defect(check.names(row))));
        if (fault.isPresent()) {
            reject(fault.get(), row);
        } else {
            boolean otherEncoding = !quoting.encoding().charset().equals(dialect.encoding());
            header = Header.read(row, check.names(row), written, quoting, schema, otherEncoding);
            scanner.startRows();
            scanRows();
        }
    }

    /** Ends the reading for what is behind a header that can't be used. */
    private void reject(Defect symptom, Row row) {
        long line = row == null ? scanner.line() : row.line();
        end(new FileDiagnosis(start.first(), start.dialect(), schema).cause(symptom, line, row));
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

    private void scanRows() {
        // After a fault of the source the last bytes may be half a row: no row ends there.
        boolean last = window.ended() && window.defect() == null;
        scan(header, last, header.columns().size(), Integer.MAX_VALUE, limits.recordBytes());
        next = 0;
        rowCount = scanner.rowCount();
        rows = translation == null ? scanner.rows() : translation.translate(scanner.rows(), rowCount, header);
        if (scanner.isTooLong() || (last && scanner.hasOpenQuote())) {
            end(defectOfRow());
        } else if (window.ended()) {
            end(window.defect());
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
        return written.lineBreaks()
                ? scanner.lineOfOpenQuote(window.bytes(), window.from(), Math.min(window.to(), window.from() + limit))
                : -1;
    }

    private static Defect unclosedQuote(long line, int limit) {
        return new Defect(
                "unclosed_quote",
                "The quote that opens on line " + line + " is not closed within " + limit
                        + " bytes or before the file ends; close it, double it if it is part of a value, or let"
                        + " lineBreaks of the schema's dialect be false.");
    }

    private void end(Defect why) {
        defect = why;
        finished = true;
    }
}
