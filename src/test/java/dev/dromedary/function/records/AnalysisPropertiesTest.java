package dev.dromedary.function.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Compares an analysis with slow ones over all rows at once. */
class AnalysisPropertiesTest {

    private static final TableSchema SCHEMA = TableSchema.of(
            "test.schema.json",
            Map.of(
                    "fields",
                    List.of(
                            Map.of("name", "who"),
                            Map.of("name", "x", "type", "number"),
                            Map.of("name", "y", "type", "number"))));
    private static final AnalysisRules RULES = AnalysisRules.of(
            "test.json",
            AnalysisRulesTest.json("{\"pseudonyms\":{\"who\":\"Person\"},\"examples\":3,\"worst\":4,\"anomalies\":["
                    + "{\"name\":\"low x\",\"expression\":\"x < 20\"},"
                    + "{\"name\":\"high x\",\"expression\":\"x > 80\"},"
                    + "{\"name\":\"odd y\",\"expression\":\"y < 2 or y + x > 120\"}]}"),
            SCHEMA);

    /** One row as it is written. */
    private record Line(String who, String x, String y) {

        BigDecimal number(String text) {
            return text.matches("-?[0-9.]+") ? new BigDecimal(text) : null;
        }

        List<String> labels() {
            List<String> labels = new ArrayList<>();
            BigDecimal one = number(x);
            BigDecimal other = number(y);
            if (one != null && one.doubleValue() < 20) {
                labels.add("low x");
            }
            if (one != null && one.doubleValue() > 80) {
                labels.add("high x");
            }
            if (one != null
                    && other != null
                    && (other.doubleValue() < 2 || one.add(other).doubleValue() > 120)) {
                labels.add("odd y");
            }
            return labels;
        }
    }

    @Provide
    Arbitrary<List<Line>> lines() {
        Arbitrary<String> number = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 100).map(String::valueOf),
                Arbitraries.integers().between(0, 1000).map(n -> n / 10 + "." + n % 10),
                Arbitraries.of("", "abc", "50", "-3"));
        Arbitrary<String> who = Arbitraries.of("ann", "bob", "cyd", "dan", "");
        return Combinators.combine(who, number, number).as(Line::new).list().ofMaxSize(60);
    }

    private static Analysis analyzed(List<Line> lines, int batch, List<Anomaly> found) {
        StringBuilder text = new StringBuilder("who,x,y\n");
        lines.forEach(line -> text.append(line.who)
                .append(',')
                .append(line.x)
                .append(',')
                .append('"' + line.y + '"')
                .append('\n'));
        List<Row> rows = CsvFiles.rows(text.toString());
        Analysis analysis = new Analysis(RULES);
        for (int i = 0; i < rows.size(); i += batch) {
            found.addAll(analysis.add(rows.subList(i, Math.min(rows.size(), i + batch))));
        }
        return analysis;
    }

    private static List<BigDecimal> values(List<Line> lines, boolean first) {
        return lines.stream()
                .map(line -> line.number(first ? line.x : line.y))
                .filter(number -> number != null)
                .sorted()
                .toList();
    }

    private static double mean(List<BigDecimal> values) {
        return values.stream().reduce(BigDecimal.ZERO, BigDecimal::add).doubleValue() / values.size();
    }

    private static double deviation(List<BigDecimal> values) {
        BigDecimal mean = values.stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL128);
        BigDecimal squares =
                values.stream().map(value -> value.subtract(mean).pow(2)).reduce(BigDecimal.ZERO, BigDecimal::add);
        return Math.sqrt(squares.doubleValue() / (values.size() - 1));
    }

    @Property
    void shouldCountAndFindWhatANaiveLookDoes(
            @ForAll("lines") List<Line> lines, @ForAll @IntRange(min = 1, max = 70) int batch) {
        List<Anomaly> found = new ArrayList<>();

        Map<String, Object> results = analyzed(lines, batch, found).results();

        Map<String, Object> counts = new LinkedHashMap<>(Map.of());
        for (String label : List.of("low x", "high x", "odd y")) {
            counts.put(
                    label,
                    lines.stream().filter(line -> line.labels().contains(label)).count());
        }
        List<Line> odd = lines.stream().filter(line -> !line.labels().isEmpty()).toList();
        assertThat(results)
                .containsEntry("records_analyzed", (long) lines.size())
                .containsEntry("records_skipped", 0L)
                .containsEntry("anomalous_records", (long) odd.size())
                .containsEntry("anomaly_counts", counts);
        assertThat(found)
                .extracting(Anomaly::labels)
                .isEqualTo(odd.stream().map(Line::labels).toList());
        assertThat(found)
                .extracting(Anomaly::row)
                .isEqualTo(odd.stream().map(line -> 1L + indexOf(lines, line)).toList());
        assertThat(rows(results, "examples"))
                .isEqualTo(found.stream().map(Anomaly::row).limit(3).toList());
    }

    /** By identity, as lines may be equal. */
    private static int indexOf(List<Line> lines, Line wanted) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i) == wanted) {
                return i;
            }
        }
        return -1;
    }

    @Property
    void shouldSumUpAsBigDecimalsDo(@ForAll("lines") List<Line> lines) {
        Map<String, Object> results = analyzed(lines, 7, new ArrayList<>()).results();

        for (String field : List.of("x", "y")) {
            List<BigDecimal> values = values(lines, field.equals("x"));
            Map<?, ?> summary = (Map<?, ?>) ((Map<?, ?>) results.get("statistics")).get(field);
            assertThat(summary.get("count")).isEqualTo((long) values.size());
            if (values.isEmpty()) {
                assertThat(summary.get("mean")).isNull();
                continue;
            }
            assertThat(number(summary, "minimum")).isEqualTo(values.get(0).doubleValue());
            assertThat(number(summary, "maximum"))
                    .isEqualTo(values.get(values.size() - 1).doubleValue());
            assertThat(number(summary, "mean")).isCloseTo(mean(values), within(1e-10));
            assertThat(number((Map<?, ?>) summary.get("percentiles"), "p50"))
                    .isCloseTo(
                            (values.get((values.size() - 1) / 2).doubleValue()
                                            + values.get(values.size() / 2).doubleValue())
                                    / 2,
                            within(1e-10));
            if (values.size() > 1) {
                assertThat(number(summary, "standard_deviation")).isCloseTo(deviation(values), within(1e-10));
            }
        }
    }

    private static double number(Map<?, ?> map, String key) {
        return ((Number) map.get(key)).doubleValue();
    }

    @Property
    void shouldShowTheWorst_whicheverFieldMakesThemSo(@ForAll("lines") List<Line> lines) {
        Map<String, Object> results = analyzed(lines, 9, new ArrayList<>()).results();

        Map<Long, Double> distances = new LinkedHashMap<>();
        for (Line line : lines) {
            if (!line.labels().isEmpty()) {
                double ofX = distance(line.number(line.x), values(lines, true));
                double ofY = line.labels().contains("odd y") ? distance(line.number(line.y), values(lines, false)) : 0;
                distances.put(1L + indexOf(lines, line), Math.max(ofX, ofY));
            }
        }
        List<Double> expected = distances.values().stream()
                .sorted(Comparator.reverseOrder())
                .limit(4)
                .toList();
        List<Map<String, Object>> worst = list(results, "worst");
        assertThat(worst).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            double deviation = number(worst.get(i), "deviation");
            assertThat(deviation).isCloseTo(expected.get(i), within(1e-9));
            assertThat(distances.get(worst.get(i).get("row"))).isCloseTo(deviation, within(1e-9));
        }
        for (int i = 1; i < worst.size(); i++) {
            double before = number(worst.get(i - 1), "deviation");
            double after = number(worst.get(i), "deviation");
            assertThat(before > after
                            || (Long) worst.get(i - 1).get("row")
                                    < (Long) worst.get(i).get("row")
                            || before - after > -1e-9 && before != after)
                    .isTrue();
        }
    }

    private static double distance(BigDecimal value, List<BigDecimal> values) {
        double deviation = values.size() < 2 ? 0 : deviation(values);
        return deviation == 0 ? 0 : Math.abs(value.doubleValue() - mean(values)) / deviation;
    }

    @Property
    void shouldGiveTheSameResults_whateverTheBatches(
            @ForAll("lines") List<Line> lines, @ForAll @IntRange(min = 1, max = 70) int batch) {
        assertThat(analyzed(lines, batch, new ArrayList<>()).results())
                .isEqualTo(analyzed(lines, 1000, new ArrayList<>()).results());
    }

    @Property
    void shouldShowNoIdentity_andTellIdentitiesApart(@ForAll("lines") List<Line> lines) {
        Map<String, Object> results = analyzed(lines, 9, new ArrayList<>()).results();

        assertThat(results.toString())
                .doesNotContain("ann")
                .doesNotContain("bob")
                .doesNotContain("cyd");
        Map<Object, String> identities = new LinkedHashMap<>();
        List<Map<String, Object>> shown = new ArrayList<>(list(results, "examples"));
        list(results, "worst").stream()
                .sorted(Comparator.comparingLong(row -> (Long) row.get("row")))
                .forEach(shown::add);
        for (Map<String, Object> row : shown) {
            String who = lines.get((int) ((Long) row.get("row") - 1)).who;
            if (who.isEmpty()) {
                assertThat(row.get("who")).isNull();
            } else {
                String next = "Person " + (identities.size() + 1);
                String known = identities.entrySet().stream()
                        .filter(entry -> entry.getValue().equals(who))
                        .map(entry -> entry.getKey().toString())
                        .findFirst()
                        .orElse(next);
                assertThat(row.get("who")).isEqualTo(known);
                identities.put(known, who);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> results, String key) {
        return (List<Map<String, Object>>) results.get(key);
    }

    private static List<Object> rows(Map<String, Object> results, String key) {
        return list(results, key).stream().map(row -> row.get("row")).toList();
    }
}
