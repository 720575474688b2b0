package dev.dromedary.function.records;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** JSON objects, one a line. */
final class JsonSampleForm implements SampleForm {

    private static final String NUMBER = "-?(0|[1-9]\\d*)(\\.\\d+)?";

    private final TableSchema schema;
    private final Header header;

    JsonSampleForm(TableSchema schema) {
        this.schema = schema;
        this.header = reader("{}").header();
    }

    private RecordReader reader(String line) {
        return RecordReader.of(new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)), schema, Limits.DEFAULT);
    }

    @Override
    public Optional<byte[]> head() {
        return Optional.empty();
    }

    @Override
    public Header header() {
        return header;
    }

    @Override
    public byte[] line(List<String> values) {
        StringBuilder line = new StringBuilder("{");
        for (int i = 0; i < schema.fields().size() && i < values.size(); i++) {
            Field field = schema.fields().get(i);
            line.append(i > 0 ? "," : "").append(text(field.name())).append(':');
            line.append(value(field, values.get(i)));
        }
        // Cut off in the middle, where the values are too few.
        return (values.size() < schema.fields().size()
                        ? line.toString()
                        : line.append('}').toString())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String value(Field field, String value) {
        boolean missing = field.missingValues().isEmpty()
                ? value.isEmpty()
                : field.missingValues().contains(value);
        if (missing) {
            return "null";
        }
        boolean bare =
                switch (field.type()) {
                    case INTEGER, NUMBER -> value.matches(NUMBER);
                    case BOOLEAN -> value.equals("true") || value.equals("false");
                    case LIST, OBJECT -> true;
                    default -> false;
                };
        return bare ? value : text(value);
    }

    /** Names and samples are of people who write schemas: what has to be escaped in JSON is. */
    private static String text(String value) {
        JsonBytes text = new JsonBytes();
        text.string(value);
        return new String(text.copy(), StandardCharsets.UTF_8);
    }

    @Override
    public Optional<Row> read(byte[] line) {
        RecordReader reader = reader(new String(line, StandardCharsets.UTF_8));
        Optional<Row> row = reader.hasNext() ? Optional.of(reader.next()) : Optional.empty();
        return reader.hasNext() ? Optional.empty() : row;
    }

    @Override
    public String damage() {
        return JsonReader.MALFORMED_JSON;
    }

    @Override
    public List<String> damaged(List<String> values, boolean shorter) {
        return new ArrayList<>(values.subList(0, values.size() - 1));
    }
}
