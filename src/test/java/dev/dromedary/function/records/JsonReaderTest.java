package dev.dromedary.function.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final TableSchema SCHEMA = schema("""
            {"fields": [
              {"name": "id", "type": "integer", "constraints": {"required": true}},
              {"name": "name", "type": "string"},
              {"name": "price", "type": "number"},
              {"name": "paid", "type": "boolean"},
              {"name": "tags", "type": "list"},
              {"name": "address.city", "type": "string"},
              {"name": "address", "type": "object"}]}
            """);

    private static TableSchema schema(String json) {
        try {
            return TableSchema.of(
                    "test.schema.json", JSON.readValue(json, new TypeReference<Map<String, Object>>() {}));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private record Read(List<Row> rows, Optional<Defect> defect) {

        List<String> reasons() {
            return rows.stream().map(Row::reason).toList();
        }
    }

    private static Read read(RecordReader reader) {
        List<Row> rows = new ArrayList<>();
        BatchValidator validator = new BatchValidator(SCHEMA, reader.header());
        List<Row> batch = reader.nextBatch(3, 1000);
        while (!batch.isEmpty()) {
            validator.validate(batch);
            rows.addAll(batch);
            batch = reader.nextBatch(3, 1000);
        }
        return new Read(rows, reader.defect());
    }

    private static Read read(byte[] file) {
        return read(RecordReader.of(new ByteArrayInputStream(file), SCHEMA, Limits.DEFAULT));
    }

    private static Read read(String file) {
        return read(file.getBytes(StandardCharsets.UTF_8));
    }

    private static String rejected(Read read, RecordFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonRejectWriter writer = new JsonRejectWriter(out, format);
        writer.write(read.rows());
        writer.finish();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldFindValuesByPath_whenObjectsAreNested() {
        Read read = read("""
                {"address": {"city": "Ulm", "zip": "89073"}, "id": 1, "name": "a,\\"b\\"\\nc", "tags": [1, "x y"]}

                {"id": 2, "address.city": "Bern", "name": "", "price": 1.50e2, "paid": true}
                """);

        assertThat(read.reasons()).containsOnlyNulls().hasSize(2);
        Row first = read.rows().get(0);
        assertThat(first.get("address.city")).isEqualTo("Ulm");
        assertThat(first.get("address")).isEqualTo("{\"city\":\"Ulm\",\"zip\":\"89073\"}");
        assertThat(first.get("name")).isEqualTo("a,\"b\"\nc");
        assertThat(first.get("tags")).isEqualTo("[1,\"x y\"]");
        Row second = read.rows().get(1);
        assertThat(second.get("address.city")).isEqualTo("Bern");
        assertThat(second.number("price")).isEqualByComparingTo("150");
        assertThat(second.line()).isEqualTo(3);
        assertThat(second.number()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\": 1, \"name\": 5}                        | invalid_name",
                "{\"id\": \"7\"}                                 | ",
                "{\"id\": \"x\"}                                 | invalid_id",
                "{\"id\": 1.5}                                   | invalid_id",
                "{\"id\": null}                                  | missing_id",
                "{}                                              | missing_id",
                "{\"id\": 1, \"id\": 2}                          | duplicate_key",
                "{\"id\": 1, \"i\\u0064\": 2}                    | duplicate_key",
                "{\"id\": 1, \"x\": 1, \"x\": 2}                 | ",
                "{\"id\": 1, \"tags\": {}}                       | invalid_tags",
                "{\"id\": 1, \"paid\": 1}                        | invalid_paid",
                "{\"id\": 1, \"address\": [1]}                   | invalid_address",
                "{\"id\": 01}                                    | malformed_json",
                "{\"id\": 1,}                                    | malformed_json",
                "{\"id\": 1} x                                   | malformed_json",
                "{\"id\": 1                                      | malformed_json",
                "{\"id\": 1, \"name\": \"\\ud800\"}              | malformed_json",
                "{\"id\": 1, \"name\": \"a\\x\"}                 | malformed_json",
                "{'id': 1}                                       | malformed_json",
                "{\"id\": NaN}                                   | malformed_json",
                "[1, 2]                                          | not_an_object",
                "7                                               | not_an_object",
                "\"text\"                                        | not_an_object",
                "id,name                                         | malformed_json",
            })
    void shouldRejectTheLineAlone_whenItIsBad(String line, String reason) throws Exception {
        String good = "{\"id\": 8}\n";

        Read read = read(good + line + "\n" + good);

        assertThat(read.reasons()).containsExactly(null, reason, null);
        assertThat(read.defect()).isEmpty();
        if (reason != null) {
            JsonNode reject = JSON.readTree(rejected(read, RecordFormat.NDJSON));
            assertThat(reject.get("reject_reason").asText()).isEqualTo(reason);
            assertThat(rejected(read, RecordFormat.JSON)).startsWith("[\n{").endsWith("}\n]\n");
        }
    }

    @Test
    void shouldShowTheBytes_whenALineIsNoText() throws Exception {
        byte[] file = "{\"id\": 1}\n{\"id\": 2, \"name\": \"\u00e9\"}\n".getBytes(StandardCharsets.ISO_8859_1);

        Read read = read(file);

        assertThat(read.reasons()).containsExactly(null, "undecodable_bytes");
        assertThat(JSON.readTree(rejected(read, RecordFormat.NDJSON))
                        .get("record")
                        .asText())
                .isEqualTo("{\"id\": 2, \"name\": \"\\xE9\"}");
    }

    @Test
    void shouldNameTheReasonOtherwise_whenTheRecordHasSuchAMember() throws Exception {
        Read read = read("{\"reject_reason\": \"before\"}\n");

        JsonNode reject = JSON.readTree(rejected(read, RecordFormat.NDJSON));

        assertThat(reject.get("reject_reason").asText()).isEqualTo("before");
        assertThat(reject.get("reject_reason_2").asText()).isEqualTo("missing_id");
    }

    @Test
    void shouldReadTheObjects_whenTheFileIsOneArray() {
        Read read = read("\n [ {\"id\": 1},\n  {\"id\":\n 2} , 5, {\"id\": \"x\"} ]\n");

        assertThat(read.reasons()).containsExactly(null, null, "not_an_object", "invalid_id");
        assertThat(read.rows()).extracting(Row::line).containsExactly(2L, 3L, 4L, 4L);
        assertThat(read.defect()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"id\": 1}, {\"id\" 2}]",
                "[{\"id\": 1}",
                "[{\"id\": 1},",
                "[{\"id\": 1}] {\"id\": 2}",
                "[{\"id\": 1}{\"id\": 2}]"
            })
    void shouldEndTheReading_whenAnArrayIsMalformed(String file) {
        Read read = read(file);

        assertThat(read.reasons()).hasSize(1).containsOnlyNulls();
        assertThat(read.defect().orElseThrow().reason()).isEqualTo("malformed_json");
    }

    @Test
    void shouldReadNothing_whenTheArrayIsEmpty() {
        Read read = read("[ ]");

        assertThat(read.rows()).isEmpty();
        assertThat(read.defect()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE"})
    void shouldReadTheCharacters_whenAMarkSaysHowTheyAreWritten(String charset) {
        byte[] file = "\ufeff{\"id\": 1, \"name\": \"Zoë 😀\"}\n".getBytes(Charset.forName(charset));

        Read read = read(file);

        assertThat(read.reasons()).hasSize(1).containsOnlyNulls();
        assertThat(read.rows().get(0).get("name")).isEqualTo("Zoë 😀");
    }

    @Test
    void shouldTellNullFromNothing_whenAnEmptyTextIsAValue() {
        TableSchema schema = schema("""
                {"format": "ndjson", "missingValues": [],
                 "fields": [{"name": "name", "type": "string", "constraints": {"required": true}}]}
                """);
        RecordReader reader = RecordReader.of(
                new ByteArrayInputStream(
                        "{\"name\": \"\"}\n{\"name\": null}\n{\"name\": \" \"}\n".getBytes(StandardCharsets.UTF_8)),
                schema,
                Limits.DEFAULT);
        List<Row> rows = reader.nextBatch(10, 1000);

        new BatchValidator(schema, reader.header()).validate(rows);

        assertThat(rows).extracting(Row::reason).containsExactly(null, "missing_name", null);
    }

    @Test
    void shouldReadALineOfAMegabyte_whenItIsWithinTheLimit() {
        String name = "ä\\n".repeat(200_000);

        Read read = read("{\"id\": 1, \"name\": \"" + name + "\"}\n{\"id\": 2}\n");

        assertThat(read.reasons()).containsExactly(null, null);
        assertThat(read.rows().get(0).get("name")).hasSize(400_000);
    }

    @Test
    void shouldRejectTheFile_whenALineIsTooLong() {
        Limits limits = new Limits(1000, 100, 10);
        String file = "{\"id\": 1}\n{\"id\": 2, \"name\": \"" + "x".repeat(2000) + "\"}\n";
        RecordReader reader =
                RecordReader.of(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), SCHEMA, limits);

        Read read = read(reader);

        assertThat(read.rows()).hasSize(1);
        assertThat(read.defect().orElseThrow().message()).startsWith("The record on line 2 is longer than 1000 bytes");
    }

    @Test
    void shouldRejectTheFile_whenNothingIsInIt() {
        TableSchema schema = schema("{\"format\": \"ndjson\", \"fields\": [{\"name\": \"id\"}]}");
        RecordReader reader = RecordReader.of(
                new ByteArrayInputStream("\n \n".getBytes(StandardCharsets.UTF_8)), schema, Limits.DEFAULT);

        assertThat(reader.hasNext()).isFalse();
        assertThat(reader.defect().orElseThrow().reason()).isEqualTo("empty_file");
    }

    @Test
    void shouldCountFieldsThatTheSchemaDoesNotKnow() {
        RecordReader reader = RecordReader.of(
                new ByteArrayInputStream(
                        "{\"id\": 1, \"x\": 1, \"address\": {\"y\": 1}}\n{\"id\": 2, \"x\": 2, \"z\": 2}\n"
                                .getBytes(StandardCharsets.UTF_8)),
                SCHEMA,
                Limits.DEFAULT);
        read(reader);

        assertThat(reader.unknownFields()).containsExactly(Map.entry("x", 2L), Map.entry("z", 1L));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldReadWhatJacksonReads_whateverStandsInTheLines(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            ObjectNode object = JsonSamples.object(random);
            String line = JSON.writeValueAsString(object);
            lines.add(random.nextInt(4) == 0 ? JsonSamples.damaged(line, random) : line);
        }
        byte[] file = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);

        Read whole = read(
                new JsonReader(new ByteArrayInputStream(file), SCHEMA, Limits.DEFAULT, RecordFormat.NDJSON, 1 << 16));
        Read pieces = read(new JsonReader(inPieces(file), SCHEMA, Limits.DEFAULT, RecordFormat.NDJSON, 64));

        List<String> kept = lines.stream().filter(line -> !line.isBlank()).toList();
        assertThat(whole.reasons()).hasSameSizeAs(kept).isEqualTo(pieces.reasons());
        for (int i = 0; i < kept.size(); i++) {
            Row row = whole.rows().get(i);
            assertThat(row.names().stream().map(row::get))
                    .isEqualTo(
                            row.names().stream().map(pieces.rows().get(i)::get).toList());
            JsonSamples.requireSame(kept.get(i), row);
        }
        long rejects = rejected(whole, RecordFormat.NDJSON)
                .lines()
                .peek(JsonSamples::requireObject)
                .count();
        assertThat(rejects)
                .isEqualTo(whole.rows().stream().filter(row -> !row.valid()).count());
    }

    private static InputStream inPieces(byte[] file) {
        int half = file.length / 2;
        return new SequenceInputStream(
                new ByteArrayInputStream(file, 0, half), new ByteArrayInputStream(file, half, file.length - half));
    }
}
