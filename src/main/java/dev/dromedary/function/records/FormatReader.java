package dev.dromedary.function.records;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a file in the format that it is found to have. */
final class FormatReader implements RecordReader {

    /** As much as tells an object, or an array of them, from a line of column names. */
    private static final int LOOKED_AT = 4096;

    private static final Pattern OBJECT = Pattern.compile("\\s*\\{\\s*[\"}].*", Pattern.DOTALL);
    private static final Pattern ARRAY = Pattern.compile("\\s*\\[\\s*[{\\]].*", Pattern.DOTALL);

    private final InputStream in;
    private final TableSchema schema;
    private final Limits limits;
    private RecordReader reader;
    private UncheckedIOException failure;

    FormatReader(InputStream in, TableSchema schema, Limits limits) {
        this.in = in;
        this.schema = schema;
        this.limits = limits;
    }

    private RecordReader reader() {
        if (failure != null) {
            throw failure;
        }
        if (reader == null) {
            try {
                reader = open();
            } catch (IOException e) {
                failure = new UncheckedIOException(e);
                throw failure;
            }
        }
        return reader;
    }

    private RecordReader open() throws IOException {
        if (schema.format().isPresent()) {
            return open(schema.format().get(), in);
        }
        byte[] first = new byte[LOOKED_AT];
        int filled = 0;
        try {
            int read = 0;
            while (filled < LOOKED_AT && read >= 0) {
                read = in.read(first, filled, LOOKED_AT - filled);
                filled += Math.max(read, 0);
            }
        } catch (DefectException e) {
            // The next read tells it again, to the one who asks for rows.
        }
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(first, 0, filled), in);
        return open(format(Arrays.copyOf(first, filled)), whole);
    }

    private RecordReader open(RecordFormat format, InputStream content) {
        return format == RecordFormat.CSV
                ? new RowReader(content, schema, limits)
                : new JsonReader(content, schema, limits, format);
    }

    /** The format by the first bytes, of which byte order marks and the zeros of UTF-16 and UTF-32 are nothing. */
    static RecordFormat format(byte[] first) {
        String text = new String(first, 0, Math.min(LOOKED_AT, first.length), StandardCharsets.ISO_8859_1)
                .replaceAll("^(\u00EF\u00BB\u00BF|\u00FE\u00FF|\u00FF\u00FE|\u0000)+|\u0000", "");
        if (OBJECT.matcher(text).matches()) {
            return RecordFormat.NDJSON;
        }
        return ARRAY.matcher(text).matches() ? RecordFormat.JSON : RecordFormat.CSV;
    }

    @Override
    public RecordFormat format() {
        return reader().format();
    }

    @Override
    public Header header() {
        return reader().header();
    }

    @Override
    public boolean hasNext() {
        return reader().hasNext();
    }

    @Override
    public Row next() {
        return reader().next();
    }

    @Override
    public List<Row> nextBatch(int maxRows, int maxBytes) {
        return reader().nextBatch(maxRows, maxBytes);
    }

    @Override
    public Optional<Defect> defect() {
        return reader().defect();
    }

    @Override
    public Map<String, Object> recognised() {
        return reader().recognised();
    }

    @Override
    public LineBreaks lineBreaks() {
        return reader().lineBreaks();
    }

    @Override
    public Map<String, Long> unknownFields() {
        return reader().unknownFields();
    }
}
