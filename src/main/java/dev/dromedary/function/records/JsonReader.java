package dev.dromedary.function.records;

import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads JSON objects: one a line, or those of one array. They have the schema's fields as columns, and nothing else of them is kept
 * but in rejected ones, which are written as they came.
 *
 * <p>Rejected alone is a line that is no JSON ({@link #MALFORMED_JSON}) or no object ({@link #NOT_AN_OBJECT}), an object that has a
 * field twice ({@link #DUPLICATE_KEY}), where the schema's contract is {@code freeze} one that has another field ({@link
 * #UNEXPECTED_FIELD}), and one with a value of another kind than its field's ({@code invalid_<field>}). In an
 * array nobody can tell where the next object begins after bytes that are no JSON, so there the reading ends.
 */
final class JsonReader implements RecordReader {

    static final String MALFORMED_JSON = "malformed_json";
    static final String NOT_AN_OBJECT = "not_an_object";
    static final String DUPLICATE_KEY = "duplicate_key";
    static final String UNEXPECTED_FIELD = "unexpected_field";

    private static final int CHUNK_BYTES = 256 * 1024;

    private final TableSchema schema;
    private final Limits limits;
    private final RecordFormat format;
    private final MarkedInput marked;
    private final ByteWindow window;
    private final JsonFraming framing;

    private Header header;
    private JsonRows rows;
    private Row[] ready = new Row[0];
    private int readyCount;
    private int next;
    private long number;
    private boolean finished;
    private Defect defect;

    /** @param format NDJSON or JSON */
    JsonReader(InputStream in, TableSchema schema, Limits limits, RecordFormat format) {
        this(in, schema, limits, format, CHUNK_BYTES);
    }

    JsonReader(InputStream in, TableSchema schema, Limits limits, RecordFormat format, int chunkBytes) {
        this.schema = schema;
        this.limits = limits;
        this.format = format;
        this.marked = new MarkedInput(in);
        this.window = new ByteWindow(marked, chunkBytes);
        this.framing = format == RecordFormat.NDJSON ? new JsonLines() : new JsonArray();
    }

    @Override
    public RecordFormat format() {
        return format;
    }

    @Override
    public Header header() {
        window.failAgain();
        if (header == null) {
            window.fill();
            header = Header.of(schema);
            rows = new JsonRows(schema, header);
            scan();
            if (readyCount == 0 && finished && defect == null && framing.isEmpty()) {
                defect = new Defect("empty_file", "The file is empty; it needs a record at least.");
            }
        }
        return header;
    }

    @Override
    public boolean hasNext() {
        header();
        while (next == readyCount && !finished) {
            window.fill();
            scan();
        }
        return next < readyCount;
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready[next++];
    }

    @Override
    public Optional<Defect> defect() {
        return Optional.ofNullable(next == readyCount ? defect : null);
    }

    @Override
    public Map<String, Object> recognised() {
        Map<String, Object> recognised = new LinkedHashMap<>();
        if (schema.format().isEmpty()) {
            recognised.put("format", format.word());
        }
        Charset charset = marked.charset().orElse(StandardCharsets.UTF_8);
        if (!charset.equals(StandardCharsets.UTF_8)) {
            recognised.put("encoding", charset.name().toLowerCase(java.util.Locale.ROOT));
        }
        return recognised;
    }

    @Override
    public Map<String, Long> unknownFields() {
        return rows == null ? Map.of() : new TreeMap<>(rows.scanner().unknown());
    }

    private void scan() {
        rows.start(window.bytes());
        // After a fault of the source the last bytes may be half a record: none ends there.
        boolean last = window.ended() && window.defect() == null;
        boolean more = framing.next(window.bytes(), window.from(), window.to(), last);
        while (more) {
            if (framing.end() - framing.start() > limits.recordBytes()) {
                end(tooLarge());
                break;
            }
            rows.add(framing.start(), framing.end(), ++number, framing.line());
            window.takeTo(framing.after());
            more = framing.next(window.bytes(), window.from(), window.to(), last);
        }
        next = 0;
        ready = rows.rows();
        readyCount = rows.count();
        if (finished) {
            return;
        }
        window.takeTo(framing.after());
        if (framing.fault() != null) {
            end(new Defect(MALFORMED_JSON, framing.fault()));
        } else if (window.to() - window.from() > limits.recordBytes()) {
            end(tooLarge());
        } else if (window.ended()) {
            end(window.defect());
        }
    }

    private Defect tooLarge() {
        return new Defect(
                "record_too_large",
                "The record on line " + framing.line() + " is longer than " + limits.recordBytes()
                        + " bytes; check that the file is " + format.name()
                        + ", or raise the limit for one record.");
    }

    private void end(Defect why) {
        defect = why;
        finished = true;
    }
}
