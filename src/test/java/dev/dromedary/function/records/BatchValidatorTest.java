package dev.dromedary.function.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchValidatorTest {

    private static final String HEADER = "event_time,user_id,heart_rate,spo2,steps,temp_c,systolic_bp,diastolic_bp";

    private static String reason(TableSchema schema, String header, String line) {
        RowReader reader = CsvFiles.reader(header + "\n" + line + "\n");
        Row row = reader.next();
        new BatchValidator(schema, reader.header()).validate(List.of(row));
        return row.reason();
    }

    private static String reasonOf(Map<String, ?> field, String value) {
        TableSchema schema = TableSchema.of("test", Map.of("fields", List.of(field)));
        return reason(schema, String.valueOf(field.get("name")), value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "valid",
            value = {
                "2026-01-01T00:00:00Z,u,87,98,100,36.6,120,80|valid",
                "2026-01-01T00:00,\"u\",\"87\", 98 ,1.0e2,36.6,120.0,8e1|valid",
                "2026-02-29T00:00:00Z,u,87,98,100,36.6,120,80|invalid_event_time",
                "2026-01-01T00:00:00Z,,87,98,100,36.6,120,80|missing_user_id",
                "2026-01-01T00:00:00Z,\"\",87,98,100,36.6,120,80|missing_user_id",
                "bad,,,98,100,36.6,120,80|missing_user_id",
                "bad,u,bad,98,100,36.6,120,  |missing_diastolic_bp",
                "bad,u,bad,98,100,36.6,120,80|invalid_event_time",
                "2026-01-01T00:00:00Z,u,87.5,98,100,36.6,120,80|invalid_heart_rate",
                "2026-01-01T00:00:00Z,u,NaN,98,100,36.6,120,80|invalid_heart_rate",
                "2026-01-01T00:00:00Z,u,0x50,98,100,36.6,120,80|invalid_heart_rate",
                "2026-01-01T00:00:00Z,u,49,98,100,36.6,120,80|invalid_heart_rate",
                "2026-01-01T00:00:00Z,u,180,98,100,40.0,120,80|valid",
                "2026-01-01T00:00:00Z,u,180,98,100,40.0000000000000000000001,120,80|invalid_temp_c",
                "2026-01-01T00:00:00Z,u,180,98,1e999999999,40.0,120,80|invalid_steps",
                "2026-01-01T00:00:00Z,u,180,98,1,36.6,100,101|dbp_gt_sbp",
                "2026-01-01T00:00:00Z,u,180,98,1,36.6,100,100.0|valid",
            })
    void shouldGiveFirstReason(String line, String reason) throws IOException {
        assertThat(reason(HealthSchema.read(), HEADER, line)).isEqualTo(reason);
    }

    @Test
    void shouldKeepReason_whenRowIsRejectedAlready() throws IOException {
        RowReader reader = CsvFiles.reader(HEADER + "\nbad\n");
        Row row = reader.next();

        new BatchValidator(HealthSchema.read(), reader.header()).validate(List.of(row));

        assertThat(row.reason()).isEqualTo("wrong_number_of_values");
    }

    @Test
    void shouldJudgeNewValues_whenStepsChangedTheRow() throws IOException {
        RowReader reader = CsvFiles.reader(HEADER + "\n" + "bad,u,87,98,100,36.6,120,80\n".repeat(4)
                + "2026-01-01T00:00:00Z,u,87,98,100,36.6,120,80\n");
        List<Row> rows = CsvFiles.rows(reader);
        rows.get(0).set("event_time", "2026-01-01T00:00:00Z");
        rows.get(1).set("event_time", "2026-01-01T00:00:00Z");
        rows.get(1).remove("spo2");
        rows.get(2).set("more", "x");
        rows.get(4).set("heart_rate", null);

        new BatchValidator(HealthSchema.read(), reader.header()).validate(rows);

        assertThat(rows)
                .extracting(Row::reason)
                .containsExactly(
                        null, "missing_spo2", "invalid_event_time", "invalid_event_time", "missing_heart_rate");
    }

    @Test
    void shouldTellHeaderDefect_byFieldsMatch() {
        assertThat(headerDefect("exact", "a,b")).isNull();
        assertThat(headerDefect("exact", "b,a")).isEqualTo("wrong_column_order");
        assertThat(headerDefect("exact", "a,b,c")).isEqualTo("unexpected_column");
        assertThat(headerDefect("exact", "a,c")).isEqualTo("missing_column");
        assertThat(headerDefect("equal", "b,a")).isNull();
        assertThat(headerDefect("equal", "b,a,c")).isEqualTo("unexpected_column");
        assertThat(headerDefect("subset", "c,b,a")).isNull();
        assertThat(headerDefect("subset", "c,a")).isEqualTo("missing_column");
    }

    private static String headerDefect(String fieldsMatch, String header) {
        TableSchema schema = TableSchema.of(
                "test",
                Map.of("fieldsMatch", fieldsMatch, "fields", List.of(Map.of("name", "a"), Map.of("name", "b"))));
        RowReader reader = CsvFiles.reader(header.getBytes(StandardCharsets.UTF_8), schema);
        reader.header();
        return reader.defect().map(Defect::reason).orElse(null);
    }

    @Test
    void shouldPassOverRule_whenAnOptionalValueIsMissing() {
        TableSchema schema = TableSchema.of(
                "test",
                Map.of(
                        "fields",
                        List.of(Map.of("name", "a", "type", "number"), Map.of("name", "b", "type", "number")),
                        "rules",
                        List.of(Map.of("expression", "a < b", "reason", "order"))));

        assertThat(reason(schema, "a,b", "1,")).isNull();
        assertThat(reason(schema, "a,b", ",1")).isNull();
        assertThat(reason(schema, "a,b", "1,2")).isNull();
        assertThat(reason(schema, "a,b", "2,1")).isEqualTo("order");
    }

    @Test
    void shouldJudgeTexts_byLengthPatternAndEnum() {
        Map<String, ?> field = Map.of(
                "name",
                "a",
                "type",
                "string",
                "constraints",
                Map.of("minLength", 2, "maxLength", 3, "pattern", "[a-zé]+"));
        assertThat(reasonOf(field, "éé")).isNull();
        assertThat(reasonOf(field, "ééé")).isNull();
        assertThat(reasonOf(field, "é")).isEqualTo("invalid_a");
        assertThat(reasonOf(field, "éééé")).isEqualTo("invalid_a");
        assertThat(reasonOf(field, "AB")).isEqualTo("invalid_a");
        assertThat(reasonOf(field, "\"ab\"")).isNull();

        Map<String, ?> oneOf =
                Map.of("name", "a", "type", "string", "constraints", Map.of("enum", List.of("x", "y\"z")));
        assertThat(reasonOf(oneOf, "x")).isNull();
        assertThat(reasonOf(oneOf, "\"y\"\"z\"")).isNull();
        assertThat(reasonOf(oneOf, "y")).isEqualTo("invalid_a");

        Map<String, ?> number = Map.of("name", "a", "type", "number", "constraints", Map.of("enum", List.of(1, 2.5)));
        assertThat(reasonOf(number, "1.0")).isNull();
        assertThat(reasonOf(number, "2.50")).isNull();
        assertThat(reasonOf(number, "2")).isEqualTo("invalid_a");
    }

    @Test
    void shouldRejectValue_whenPatternRunsAway() {
        Map<String, ?> doubling = Map.of("name", "a", "type", "string", "constraints", Map.of("pattern", "(a+)+b"));
        assertThat(reasonOf(doubling, "a".repeat(5000))).isEqualTo("invalid_a");
        Map<String, ?> deep = Map.of("name", "a", "type", "string", "constraints", Map.of("pattern", "(a|b)*"));
        assertThatCode(() -> reasonOf(deep, "ab".repeat(200_000))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "boolean,true,valid",
        "boolean,0,valid",
        "boolean,yes,invalid_a",
        "integer,+5,valid",
        "integer,5.0,invalid_a",
        "integer,1e2,invalid_a",
        "integer,123456789012345678901234567890,valid",
        "date,2024-02-29,valid",
        "date,2100-02-29,invalid_a",
        "date,2024-2-09,invalid_a",
        "time,23:59:59,valid",
        "time,24:00:00,invalid_a",
        "year,2026,valid",
        "year,26,invalid_a",
        "yearmonth,2026-12,valid",
        "yearmonth,2026-13,invalid_a",
        "any,anything,valid",
    })
    void shouldJudgeType(String type, String value, String verdict) {
        String reason = reasonOf(Map.of("name", "a", "type", type), value);
        assertThat(reason == null ? "valid" : reason).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "%d.%m.%Y %H:%M:%S,05.01.2026 08:30:00,valid",
        "%d.%m.%Y %H:%M:%S,31.04.2026 08:30:00,invalid_a",
        "%d.%m.%Y %H:%M:%S,05.01.2026,invalid_a",
        "%Y%m%dT%H%M%S.%f%z,20260105T083000.123+0100,valid",
        "%Y%m%dT%H%M%S.%f%z,20260105T083000.+0100,invalid_a",
        "%Y%m%d%%%H%M,20260105%0830,valid",
    })
    void shouldJudgeDateTime_byPattern(String format, String value, String verdict) {
        String reason = reasonOf(Map.of("name", "a", "type", "datetime", "format", format), value);
        assertThat(reason == null ? "valid" : reason).isEqualTo(verdict);
    }

    @Test
    void shouldCompareMoments_whenBounded() {
        Map<String, ?> field = Map.of(
                "name",
                "a",
                "type",
                "datetime",
                "constraints",
                Map.of("minimum", "2026-01-01T00:00:00Z", "exclusiveMaximum", "2026-01-02T00:00:00Z"));
        assertThat(reasonOf(field, "2026-01-01T00:00:00Z")).isNull();
        assertThat(reasonOf(field, "2025-12-31T23:30:00-01:00")).isNull();
        assertThat(reasonOf(field, "2026-01-01T00:30:00+01:00")).isEqualTo("invalid_a");
        assertThat(reasonOf(field, "2026-01-01T23:59:59.999999999Z")).isNull();
        assertThat(reasonOf(field, "2026-01-02T00:00:00Z")).isEqualTo("invalid_a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.1", "0.25", "3", "2.5"})
    void shouldAllowMultiplesOnly(String step) {
        Map<String, ?> field = Map.of(
                "name", "a", "type", "number", "constraints", Map.of("multipleOf", new java.math.BigDecimal(step)));
        for (String value : List.of(
                "0",
                "0.1",
                "0.10",
                "0.25",
                "1",
                "2.5",
                "3.0",
                "7.5",
                "9",
                "1e3",
                "1e30",
                "-3",
                "100000000000000000000000.1")) {
            boolean multiple = new java.math.BigDecimal(value)
                            .remainder(new java.math.BigDecimal(step))
                            .signum()
                    == 0;
            assertThat(reasonOf(field, value)).as(value).isEqualTo(multiple ? null : "invalid_a");
        }
    }

    @Test
    void shouldTreatMissingValues_asTheSchemaSays() {
        Map<String, ?> required = Map.of("required", true);
        TableSchema schema = TableSchema.of(
                "test",
                Map.of(
                        "missingValues",
                        List.of("", "NA"),
                        "fields",
                        List.of(
                                Map.of("name", "a", "type", "number", "constraints", required),
                                Map.of(
                                        "name",
                                        "b",
                                        "type",
                                        "string",
                                        "missingValues",
                                        List.of("-"),
                                        "constraints",
                                        required))));
        assertThat(reason(schema, "a,b", "NA,x")).isEqualTo("missing_a");
        assertThat(reason(schema, "a,b", "1,-")).isEqualTo("missing_b");
        assertThat(reason(schema, "a,b", "1,")).isNull();
        assertThat(reason(schema, "a,b", "1,NA")).isNull();
    }
}
