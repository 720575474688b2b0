package dev.dromedary.function.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is shown of values, and what is done with rows that are hardly rows. */
class AnalysisTest {

    private static final TableSchema SCHEMA = TableSchema.of(
            "test.schema.json",
            Map.of(
                    "fields",
                    List.of(
                            Map.of("name", "who"),
                            Map.of("name", "x", "type", "number"),
                            Map.of("name", "note"),
                            Map.of("name", "ok", "type", "boolean"))));
    private static final AnalysisRules RULES = AnalysisRules.of(
            "test.json",
            AnalysisRulesTest.json("{\"pseudonyms\":{\"who\":\"Person\"},\"anomalies\":["
                    + "{\"name\":\"bad\",\"expression\":\"x > 10 or x < -10\"},"
                    + "{\"name\":\"noted\",\"expression\":\"note != ''\"}]}"),
            SCHEMA);

    private final Analysis analysis = new Analysis(RULES);

    private Map<String, Object> only(String line) {
        List<Anomaly> found = analysis.add(CsvFiles.rows("who,x,note,ok\n" + line + "\n"));
        Map<String, Object> shown = new LinkedHashMap<>();
        found.get(0).forEach(shown::put);
        return shown;
    }

    @Test
    void shouldShowIdentityFieldsAndLabels_whenARowStandsOut() {
        Map<String, Object> shown = only("ann,11.50,\"say \"\"hi\"\"\",true");

        assertThat(shown)
                .containsExactly(
                        Map.entry("row", 1L),
                        Map.entry("line", 2L),
                        Map.entry("who", "ann"),
                        Map.entry("x", new BigDecimal("11.5")),
                        Map.entry("note", "say \"hi\""),
                        Map.entry("ok", true),
                        Map.entry("labels", List.of("bad", "noted")));
    }

    @ParameterizedTest
    @CsvSource({
        "11, 11",
        "11.0, 11",
        "-11.10, -11.1",
        "1e3, 1000",
        "123456789012345678901234567890, 1.23456789012346E+29",
        "12345.678901234567, 12345.6789012346",
        "999999999999999.9, 1000000000000000",
        "1e125, 1E+125"
    })
    void shouldShowNumbersWithFifteenDigits(String written, String expected) {
        Object shown = only("ann," + written + ",,").get("x");

        assertThat(shown).isInstanceOf(Number.class).hasToString(expected);
    }

    @Test
    void shouldShowText_whenANumberIsBeyondWhatDynamoDbTakes() {
        assertThat(only("ann,1e126,,").get("x")).isEqualTo("1e126");
        assertThat(only("ann,1e1000,,").get("x")).isEqualTo("1e1000");
    }

    @Test
    void shouldRankButNotSumUp_whenANumberIsBeyondWhatASquareTakes() {
        analysis.add(CsvFiles.rows("who,x,note,ok\na,1,,\nb,2,,\nc,12,,\nd,1e900,,\ne,-1e900,,\n"));

        Map<String, Object> results = analysis.results();

        assertThat(at(results, "statistics", "x", "count")).isEqualTo(3L);
        assertThat((List<?>) results.get("worst"))
                .hasSize(3)
                .extracting(row -> at(row, "row"))
                .startsWith(4L, 5L);
        assertThat(results.toString()).doesNotContain("Infinity").doesNotContain("NaN");
    }

    @Test
    void shouldCutTextsAndNumbers_whenTheyAreGigantic() {
        String digits = "9".repeat(400_000);
        String text = "ab\uD83D\uDE00".repeat(100_000);

        Map<String, Object> shown = only("ann," + digits + "," + text + ",maybe");

        assertThat((String) shown.get("x")).hasSizeLessThanOrEqualTo(200).endsWith("…");
        assertThat((String) shown.get("note")).hasSizeLessThanOrEqualTo(200).endsWith("…");
        assertThat(((String) shown.get("note"))
                                .chars()
                                .filter(c -> Character.isSurrogate((char) c))
                                .count()
                        % 2)
                .isZero();
        assertThat(shown).containsEntry("ok", "maybe").containsEntry("labels", List.of("noted"));
        assertThat(analysis.results().toString()).hasSizeLessThan(3000);
    }

    @Test
    void shouldTellLongIdentitiesApart_whenTheyBeginAlike() {
        String one = "p".repeat(10_000);

        analysis.add(CsvFiles.rows("who,x,note,ok\n" + one + "1,11,,\n" + one + "2,11,,\n" + one + "1,12,,\n"));

        assertThat((List<?>) analysis.results().get("examples"))
                .extracting(row -> at(row, "who"))
                .containsExactly("Person 1", "Person 2", "Person 1");
    }

    @Test
    void shouldPassOver_whenRowsAreRejectedOrTorn() {
        List<Row> rows = new ArrayList<>(CsvFiles.rows("who,x,note,ok\na,99\nb,99,,\nc,99,,,,\nd,99,,\n"));
        rows.get(3).reject("unwanted");

        List<Anomaly> found = analysis.add(rows);

        assertThat(found).extracting(Anomaly::row).containsExactly(2L);
        assertThat(analysis.results()).containsEntry("records_analyzed", 1L).containsEntry("records_skipped", 3L);
        assertThat(analysis.rows()).isEqualTo(4);
    }

    @Test
    void shouldLookAtWhatStepsHaveChanged() {
        List<Row> rows = CsvFiles.rows("who,x,note,ok\na,1,,\nb,99,,\nc,99,,\n");
        rows.get(0).set("x", "50");
        rows.get(1).set("x", "");
        rows.get(2).remove("x");

        List<Anomaly> found = analysis.add(rows);

        assertThat(found).extracting(Anomaly::row).containsExactly(1L);
        assertThat(at(analysis.results(), "statistics", "x", "count")).isEqualTo(1L);
    }

    @Test
    void shouldSayThatNothingIsKnown_whenThereIsNoRow() {
        Map<String, Object> results = analysis.results();

        assertThat(results)
                .containsEntry("records_analyzed", 0L)
                .containsEntry("anomalous_records", 0L)
                .containsEntry("anomaly_counts", Map.of("bad", 0L, "noted", 0L))
                .containsEntry("examples", List.of())
                .containsEntry("worst", List.of());
        assertThat(at(results, "statistics", "x", "count")).isEqualTo(0L);
        assertThat(at(results, "statistics", "x", "mean")).isNull();
        assertThat(at(results, "statistics", "x", "percentiles", "p50")).isNull();
    }

    private static Object at(Object value, String... path) {
        Object at = value;
        for (String key : path) {
            at = ((Map<?, ?>) at).get(key);
        }
        return at;
    }
}
