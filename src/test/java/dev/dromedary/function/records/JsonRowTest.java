package dev.dromedary.function.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows as JSON objects: whatever stands in a file, Jackson reads the same values back. */
class JsonRowTest {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .build();

    private static TableSchema schema(Map<?, ?>... fields) {
        return schema("utf-8", fields);
    }

    private static TableSchema schema(String encoding, Map<?, ?>... fields) {
        return TableSchema.of(
                "test",
                Map.of(
                        "fields",
                        List.of(fields),
                        "fieldsMatch",
                        "subset",
                        "dialect",
                        Map.of("delimiter", ";", "encoding", encoding)));
    }

    private static List<Row> judged(TableSchema schema, byte[] file) {
        RowReader reader = CsvFiles.reader(file, schema);
        List<Row> rows = CsvFiles.rows(reader);
        new BatchValidator(schema, reader.header()).validate(rows);
        return rows;
    }

    private static Row row(TableSchema schema, String header, String line) {
        return judged(schema, (header + "\n" + line + "\n").getBytes(UTF_8)).get(0);
    }

    private static String json(TableSchema schema, String header, String line) {
        return new String(new JsonRow(schema, false).bytes(row(schema, header, line)), UTF_8);
    }

    private static String quoted(String value) {
        return '"' + value.replace("\"", "\"\"") + '"';
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "integer|87|87",
                "integer| +007 |7",
                "integer|-0|0",
                "integer|123456789012345678901234567890|123456789012345678901234567890",
                "integer|100000000000000000000000000000|100000000000000000000000000000",
                "number|36.60|36.6",
                "number|.05|0.05",
                "number|-12.34|-12.34",
                "number|1e3|1000",
                "number|1.5E-7|0.00000015",
                "number|1e300|1E+300",
                "number|0.000000000000000000000000012345|1.2345E-26",
                "number|12345678901234567890.12345|12345678901234567890.12345",
                "boolean|TRUE|true",
                "boolean|0|false",
                "year|0950|950",
                "yearmonth|2024-05|<2024-05>",
                "date|2024-02-29|<2024-02-29>",
                "time|12:30|<12:30>",
                "datetime|2024-05-01T10:00|<2024-05-01T10:00>",
                "datetime|2024-05-01T10:00:00.120Z|<2024-05-01T10:00:00.120Z>",
                "datetime|2024-05-01T10:00:00-0530|<2024-05-01T10:00:00-05:30>",
                "datetime|2024-05-01T10:00:00+02|<2024-05-01T10:00:00+02:00>",
                "datetime|2024-05-01T10:00:00+02:00|<2024-05-01T10:00:00+02:00>",
                "string|007|<007>",
                "any|a\tb|<a\\tb>",
                "string|''|null",
            })
    void shouldWriteValue_asItsTypeSays(String type, String value, String expected) {
        TableSchema schema = schema(Map.of("name", "x", "type", type), Map.of("name", "y"));

        String json = json(schema, "x;y", value + ";1");

        assertThat(json).isEqualTo("{\"x\":" + expected.replaceAll("[<>]", "\"") + ",\"y\":\"1\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "date|%d.%m.%Y|01.05.2024|2024-05-01",
                "time|%H.%M|08.05|08:05:00",
                "datetime|%d/%m/%Y %H:%M:%S.%f|01/05/2024 10:00:00.250|2024-05-01T10:00:00.25",
                "datetime|%Y-%m-%d %H:%M%z|2024-05-01 01:30-0500|2024-05-01T01:30:00-05:00",
                "datetime|%Y-%m-%d %H:%M%z|2024-05-01 01:30Z|2024-05-01T01:30:00Z",
                "datetime|%Y-%m-%d %H:%M:%S.%f%z|1969-12-31 23:59:59.75+00:00|1969-12-31T23:59:59.75+00:00",
                "datetime|unix|1714557600|2024-05-01T10:00:00Z",
                "datetime|unix|1714557600.123456789|2024-05-01T10:00:00.123456789Z",
                "datetime|unix-milliseconds|1714557600001|2024-05-01T10:00:00.001Z",
            })
    void shouldWriteMomentAsIso_whateverItsFormat(String type, String format, String value, String expected) {
        TableSchema schema = schema(Map.of("name", "x", "type", type, "format", format));

        String json = json(schema, "x", value);

        assertThat(json).isEqualTo("{\"x\":\"" + expected + "\"}");
    }

    @Test
    void shouldTakeTheFirstFormatThatFits_whenAFieldHasSeveral() {
        TableSchema schema =
                schema(Map.of("name", "x", "type", "datetime", "formats", List.of("default", "unix-milliseconds")));

        assertThat(json(schema, "x", "1714557600001")).isEqualTo("{\"x\":\"2024-05-01T10:00:00.001Z\"}");
        assertThat(json(schema, "x", "2024-05-01T10:00")).isEqualTo("{\"x\":\"2024-05-01T10:00\"}");
    }

    @Test
    void shouldNestColumns_whenNamesHaveDots() {
        TableSchema schema = schema(Map.of("name", "a.n", "type", "integer"));

        String json = json(schema, "a.n;x;a.b.c;a.b.d;.e;f.;g..h;i;i.j", "1;2;3;4;5;6;7;8;9");

        assertThat(json)
                .isEqualTo("{\"a\":{\"n\":1,\"b\":{\"c\":\"3\",\"d\":\"4\"}},\"x\":\"2\",\".e\":\"5\",\"f.\":\"6\","
                        + "\"g..h\":\"7\",\"i\":\"8\",\"i.j\":\"9\"}");
    }

    @Test
    void shouldLeaveOutWhatIsMissing_whenAsked() {
        TableSchema schema = schema(
                Map.of("name", "x", "type", "integer"), Map.of("name", "y", "missingValues", List.of("", "n/a")));
        Row row = row(schema, "x;y;a.b;a.c;z", " ;n/a;;;1");

        assertThat(new String(new JsonRow(schema, true).bytes(row), UTF_8)).isEqualTo("{\"z\":\"1\"}");
        assertThat(new String(new JsonRow(schema, false).bytes(row), UTF_8))
                .isEqualTo("{\"x\":null,\"y\":null,\"a\":{\"b\":null,\"c\":null},\"z\":\"1\"}");
    }

    @Test
    void shouldWriteWhatStepsDid() throws IOException {
        TableSchema schema = schema(Map.of("name", "x", "type", "integer"), Map.of("name", "n", "type", "number"));
        List<Row> rows = judged(schema, "x;n;y\n1;2;3\n4;5;6\n".getBytes(UTF_8));
        rows.get(0).set("n", "2.50");
        rows.get(0).remove("y");
        rows.get(0).set("new", "say \"hi\"");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonRow json = new JsonRow(schema, false);

        for (Row row : rows) {
            json.append(row, out);
            out.write('\n');
        }

        assertThat(out.toString(UTF_8))
                .isEqualTo("{\"x\":1,\"n\":2.5,\"new\":\"say \\\"hi\\\"\"}\n{\"x\":4,\"n\":5,\"y\":\"6\"}\n");
    }

    @Test
    void shouldWriteRejectedRows_withAllThatTheyHold() {
        TableSchema schema = schema(Map.of("name", "x", "type", "integer"), Map.of("name", "y"));

        assertThat(json(schema, "x;y", "one;2")).isEqualTo("{\"x\":\"one\",\"y\":\"2\"}");
        assertThat(json(schema, "x;y", "1")).isEqualTo("{\"x\":1,\"y\":null}");
        assertThat(json(schema, "x;y", "1;2;3")).isEqualTo("{\"x\":1,\"y\":\"2;3\"}");
        assertThat(json(schema, "x;y", "1;\"a\"b")).isEqualTo("{\"x\":1,\"y\":\"\\\"a\\\"b\"}");
        byte[] undecodable = {'x', ';', 'y', '\n', '1', ';', (byte) 0xE9, '\n'};
        Row row = judged(schema, undecodable).get(0);
        assertThat(new String(new JsonRow(schema, false).bytes(row), UTF_8)).isEqualTo("{\"x\":1,\"y\":\"\\\\xE9\"}");
    }

    @Test
    void shouldPutJsonValuesInLine_withoutLineEnds() {
        JsonBytes out = new JsonBytes();
        byte[] value = "{\"a\":\r\n[1]}".getBytes(UTF_8);

        JsonField.inline(value, 0, value.length, out);

        assertThat(new String(out.copy(), UTF_8)).isEqualTo("{\"a\":[1]}");
    }

    @Property(tries = 500)
    void shouldBeReadBackAsItWas_whenTexts(
            @ForAll("texts") String name, @ForAll("texts") String value, @ForAll("encodings") String encoding)
            throws IOException {
        Charset charset = Charset.forName(encoding);
        String column = "c" + name.replaceAll("[.\\r\\n\\p{C}\\p{Z}]", "");
        String header = new String(column.getBytes(charset), charset);
        String text = new String(value.getBytes(charset), charset);
        TableSchema schema = schema(encoding, Map.of("name", "k", "type", "integer"));
        byte[] file = ("k;" + quoted(header) + "\n1;" + quoted(text) + "\n").getBytes(charset);
        Row row = judged(schema, file).get(0);

        JsonNode json = MAPPER.readTree(new JsonRow(schema, false).bytes(row));

        String found = row.names().get(1);
        assertThat(json.get(found).textValue()).isEqualTo(text.isEmpty() ? null : row.get(found));
        assertThat(row.get(found)).isEqualTo(text);
    }

    @Property(tries = 500)
    void shouldBeReadBackExactly_whenNumbers(@ForAll("numbers") BigDecimal number) throws IOException {
        TableSchema schema = schema(
                Map.of("name", "plain", "type", "number"),
                Map.of("name", "formed", "type", "number", "decimalChar", ",", "bareNumber", false),
                Map.of("name", "whole", "type", "integer", "groupChar", "'"));
        String plain = number.toString();
        String formed = "EUR " + number.toPlainString().replace('.', ',');
        String whole = number.toBigInteger().toString();
        Row row = row(schema, "plain;formed;whole", String.join(";", plain, formed, whole));

        JsonNode json = MAPPER.readTree(new JsonRow(schema, false).bytes(row));

        assertThat(row.reason()).isNull();
        assertThat(json.get("plain").decimalValue()).isEqualByComparingTo(number);
        assertThat(json.get("formed").decimalValue()).isEqualByComparingTo(number);
        assertThat(json.get("whole").isBigInteger()).isTrue();
        assertThat(json.get("whole").bigIntegerValue()).isEqualTo(number.toBigInteger());
    }

    @Example
    void shouldBeReadBack_whenRowsAreOfTheSampleGenerator() throws IOException {
        TableSchema schema = HealthSchema.read();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SampleGenerator(schema, 7).write(out, 500, 0.3);
        RowReader reader = CsvFiles.reader(out.toByteArray(), schema);
        List<Row> rows = CsvFiles.rows(reader);
        new BatchValidator(schema, reader.header()).validate(rows);
        JsonRow writer = new JsonRow(schema, false);

        for (Row row : rows) {
            JsonNode json = MAPPER.readTree(writer.bytes(row));

            assertThat(json.size()).isEqualTo(row.names().size());
            if (row.valid()) {
                for (Field field : schema.fields()) {
                    JsonNode value = json.get(field.name());
                    assertThat(value.isNull()).isEqualTo(row.get(field.name()).isBlank());
                    if (field.type().isNumeric() && !value.isNull()) {
                        assertThat(value.decimalValue()).isEqualByComparingTo(row.number(field.name()));
                    }
                }
            }
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("aé€😀\"\\\b\t\n;,/<\u0000\u001f\u007f\u2028 ")
                .ofMaxLength(12);
    }

    @Provide
    Arbitrary<String> encodings() {
        return Arbitraries.of("utf-8", "windows-1252", "iso-8859-15");
    }

    @Provide
    Arbitrary<BigDecimal> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.bigDecimals(),
                Arbitraries.bigIntegers().map(whole -> new BigDecimal(whole, (int) (whole.longValue() % 90))),
                Arbitraries.longs().map(whole -> BigDecimal.valueOf(whole, 18)));
    }
}
