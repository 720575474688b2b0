package dev.dromedary.function.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.function.records.expression.Cell;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers and moments as schemas say that they are written. */
class WrittenValuesTest {

    private static final Comparator<BigDecimal> NULLS_FIRST = Comparator.nullsFirst(Comparator.naturalOrder());

    private static TableSchema schema(Map<String, Object> field) {
        return TableSchema.of(
                "test", Map.of("fields", List.of(field), "dialect", Map.of("delimiter", ";", "lineBreaks", false)));
    }

    private static BigDecimal number(Map<String, Object> field, String value) {
        RowReader reader = CsvFiles.reader(("x\n" + value + "\n").getBytes(UTF_8), schema(field));
        return reader.next().number("x");
    }

    private static String reason(Map<String, Object> field, String value) {
        TableSchema schema = schema(field);
        RowReader reader = CsvFiles.reader(("x\n" + value + "\n").getBytes(UTF_8), schema);
        List<Row> rows = CsvFiles.rows(reader);
        new BatchValidator(schema, reader.header()).validate(rows);
        return rows.get(0).reason();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "NONE",
            value = {
                "36,6|36.6",
                "1.234,5|1234.5",
                "-1.234.567|-1234567",
                "12345,6|12345.6",
                "+0,5|0.5",
                ",5|0.5",
                "36.6|NONE",
                "1.5|NONE",
                "12.34.567|NONE",
                "1.2345|NONE",
                ".123|NONE",
                "1.234.|NONE",
                "1,234.5|NONE",
                "1,2,3|NONE",
                "1..234|NONE",
                "12 %|NONE",
                "1e3|1000",
                "x|NONE",
            })
    void shouldReadNumber_asTheSchemaSaysItIsWritten(String text, BigDecimal expected) {
        Map<String, Object> field = Map.of("name", "x", "type", "number", "decimalChar", ",", "groupChar", ".");

        BigDecimal found = number(field, text);

        assertThat(found).usingComparator(NULLS_FIRST).isEqualTo(expected);
        assertThat(reason(field, text)).isEqualTo(expected == null ? "invalid_x" : null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "NONE",
            value = {
                "€ 95|95",
                "95 %|95",
                "-$5.20|-5.2",
                "$-5.20|-5.2",
                "EUR 1 234.50|1234.5",
                "1 234|1234",
                "-|NONE",
                "(5)|NONE",
                "5-|NONE",
                "--5|NONE",
                "-$-5|NONE",
                "+-5|NONE",
                "1 23|NONE",
                "5 of 7|NONE",
            })
    void shouldPassOverTextAroundNumbers_whenTheyAreNotBare(String text, BigDecimal expected) {
        Map<String, Object> field = Map.of("name", "x", "type", "number", "bareNumber", false, "groupChar", " ");

        BigDecimal found = number(field, text);

        assertThat(found).usingComparator(NULLS_FIRST).isEqualTo(expected);
    }

    @Test
    void shouldTakeGroupsOfAnyCharacter_whenTheSchemaNamesIt() {
        assertThat(number(Map.of("name", "x", "type", "integer", "groupChar", "\u202F"), "1\u202F234\u202F567"))
                .isEqualByComparingTo("1234567");
        assertThat(number(Map.of("name", "x", "type", "integer", "groupChar", "'"), "1'234"))
                .isEqualByComparingTo("1234");
    }

    @Test
    void shouldCompareWithPlainBounds_howeverNumbersAreWritten() {
        Map<String, Object> field =
                Map.of("name", "x", "type", "number", "decimalChar", ",", "constraints", Map.of("maximum", 36.5));

        assertThat(reason(field, "36,5")).isNull();
        assertThat(reason(field, "36,6")).isEqualTo("invalid_x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "-", "", "ab", "x"})
    void shouldRefuseSchema_whenACharacterCanNotSeparateNumbers(String character) {
        assertThatThrownBy(() -> schema(Map.of("name", "x", "type", "number", "decimalChar", character)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("decimalChar");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "NONE",
            value = {
                "1676539508,unix,NONE",
                "0,unix,NONE",
                "1676539508.25,unix,NONE",
                "253402300799,unix,NONE",
                "253402300800,unix,invalid_x",
                "1676539508000,unix,invalid_x",
                "-1,unix,invalid_x",
                "1e9,unix,invalid_x",
                "' 1676539508',unix,invalid_x",
                "1676539508.,unix,invalid_x",
                "2023-02-16T09:25:08Z,unix,invalid_x",
                "1676539508123,unix-milliseconds,NONE",
                "1676539508123.5,unix-milliseconds,invalid_x",
                "9999999999999999,unix-milliseconds,invalid_x",
                "1676539508,default,invalid_x",
            })
    void shouldJudgeMoment_byItsFormat(String text, String format, String reason) {
        assertThat(reason(Map.of("name", "x", "type", "datetime", "format", format), text))
                .isEqualTo(reason);
    }

    @Test
    void shouldTakeTheFirstFormatThatFits_whenThereAreSeveral() {
        List<String> formats = List.of("default", "unix", "unix-milliseconds", "%d.%m.%Y %H:%M");
        Map<String, Object> field = Map.of("name", "x", "type", "datetime", "formats", formats);
        ValueParser parser = ValueParser.of(schema(field).fields().get(0), new Encoding(UTF_8));
        Cell cell = new Cell();

        for (String same :
                List.of("2026-02-03T08:00:00Z", "1770105600", "1770105600000", "1770105600.0", "03.02.2026 08:00")) {
            byte[] bytes = Arrays.copyOf(same.getBytes(UTF_8), same.length() + 8);
            assertThat(parser.parse(bytes, 0, same.length(), cell)).as(same).isTrue();
            assertThat(cell.number()).as(same).isEqualByComparingTo("1770105600");
        }
        assertThat(reason(field, "03.02.2026")).isEqualTo("invalid_x");
    }

    @Test
    void shouldBoundUnixTimes_byMomentsOfTheSchema() {
        Map<String, Object> field = Map.of(
                "name",
                "x",
                "type",
                "datetime",
                "format",
                "unix",
                "constraints",
                Map.of("minimum", "2026-01-01T00:00:00Z"));

        assertThat(reason(field, "1767225600")).isNull();
        assertThat(reason(field, "1767225599")).isEqualTo("invalid_x");
    }

    @Test
    void shouldRefuseSchema_whenFormatsDoNotFitTheType() {
        assertThatThrownBy(() -> schema(Map.of("name", "x", "type", "date", "format", "unix")))
                .hasMessageContaining("datetime");
        assertThatThrownBy(() -> schema(Map.of("name", "x", "type", "number", "formats", List.of("unix"))))
                .hasMessageContaining("formats");
        assertThatThrownBy(() -> schema(Map.of("name", "x", "type", "datetime", "formats", List.of())))
                .hasMessageContaining("formats");
        assertThatThrownBy(() -> schema(Map.of("name", "x", "type", "string", "decimalChar", ",")))
                .hasMessageContaining("decimalChar");
    }

    @Test
    void shouldGenerateValidRows_howeverTheSchemaWritesValues() throws IOException {
        TableSchema schema = TableSchema.of(
                "test",
                Map.of(
                        "fields",
                        List.of(
                                Map.of("name", "at", "type", "datetime", "formats", List.of("unix", "default")),
                                Map.of("name", "then", "type", "datetime", "format", "unix-milliseconds"),
                                Map.of(
                                        "name",
                                        "price",
                                        "type",
                                        "number",
                                        "decimalChar",
                                        ",",
                                        "groupChar",
                                        ".",
                                        "example",
                                        "12,50")),
                        "dialect",
                        Map.of("lineBreaks", false, "skipInitialSpace", true)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SampleGenerator(schema, 7).write(out, 100, 0.2);

        RowReader reader = CsvFiles.reader(out.toByteArray(), schema);
        List<Row> rows = CsvFiles.rows(reader);
        new BatchValidator(schema, reader.header()).validate(rows);

        assertThat(rows.stream().filter(Row::valid)).hasSize(80);
        assertThat(rows.stream().filter(Row::valid).map(row -> row.get("price")))
                .allMatch(price -> price.matches("-?[0-9]+,[0-9]{2}"));
        assertThat(rows.stream().filter(Row::valid).map(row -> row.get("at")))
                .anyMatch(at -> at.matches("[0-9]{10}"))
                .anyMatch(at -> at.endsWith("Z"));
    }
}
