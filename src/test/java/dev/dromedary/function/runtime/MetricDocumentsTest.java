package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dromedary.function.metrics.EmbeddedMetricFormat;
import dev.dromedary.function.metrics.Measures;
import dev.dromedary.function.metrics.Metric;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricDocumentsTest {

    private static final MetricDocuments DOCUMENTS =
            new MetricDocuments(Optional.of("prod"), "health-ingest", "request-1", Instant.now());

    @Property(tries = 300)
    void shouldKeepTheRulesAndLoseNoRecord_whateverTheReasons(
            @ForAll @LongRange(max = 1_000_000_000_000L) long valid,
            @ForAll @Size(max = 120) Map<String, @IntRange(max = 1_000_000) Integer> rejected) {
        Measures measures = new Measures();
        measures.judge(
                valid,
                rejected.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                        .longValue())));

        List<JsonNode> documents = read(measures);

        JsonNode sums = documents.get(0);
        List<JsonNode> reasons = documents.subList(1, documents.size());
        assertThat(sums.get("RecordsIn").longValue())
                .isEqualTo(sums.get("RecordsValid").longValue()
                        + sums.get("RecordsRejected").longValue());
        assertThat(reasons.stream()
                        .mapToLong(each -> each.get("RecordsRejected").longValue())
                        .sum())
                .isEqualTo(sums.get("RecordsRejected").longValue());
        assertThat(reasons).extracting(each -> each.get("reason")).doesNotHaveDuplicates();
        assertThat(reasons).hasSizeLessThanOrEqualTo(MetricDocuments.MOST_REASONS + 1);
    }

    @Test
    void shouldFoldTheRarest_whenThereAreTooManyReasons() {
        Measures measures = new Measures();
        measures.judge(
                0, IntStream.rangeClosed(1, 60).boxed().collect(Collectors.toMap(i -> "reason_" + i, i -> (long) i)));

        Map<String, Long> counts = read(measures).stream()
                .skip(1)
                .collect(Collectors.toMap(each -> each.get("reason").textValue(), each -> each.get("RecordsRejected")
                        .longValue()));

        assertThat(counts)
                .hasSize(51)
                .containsEntry("reason_60", 60L)
                .containsEntry("reason_11", 11L)
                .doesNotContainKey("reason_10")
                .containsEntry("other", 55L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"zu_groß | zu_gro_", ":x | _x", "a b | a b", "' ' | other", "'a\nb' | a_b"})
    void shouldFitADimension_whateverTheReason(String reason, String value) {
        Measures measures = new Measures();
        measures.judge(1, Map.of(reason, 1L));

        assertThat(read(measures).get(1).get("reason").textValue()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 100", "0, 1, 0", "2, 1, 66.67", "999999, 1, 100.00"})
    void shouldGiveTheShareOfValidRows_whenRowsWereJudged(long valid, long rejected, BigDecimal score) {
        Measures measures = new Measures();
        measures.judge(valid, Map.of("a", rejected));

        assertThat(read(measures).get(0).get("QualityScore").decimalValue()).isEqualByComparingTo(score);
    }

    @Test
    void shouldGiveNoScore_whenNoRowWasJudged() {
        Measures empty = new Measures();
        empty.judge(0, Map.of());
        Measures taken = new Measures();
        taken.take(5);

        assertThat(read(empty)).singleElement().satisfies(each -> assertThat(each.has("QualityScore"))
                .isFalse());
        assertThat(read(taken)).singleElement().satisfies(each -> assertThat(each.has("QualityScore"))
                .isFalse());
    }

    @Test
    void shouldLookAsInTheDocumentation_whenSomethingWasMeasured() throws IOException {
        Measures measures = new Measures();
        measures.judge(2, Map.of("invalid_heart_rate", 1L));
        measures.use(Metric.BYTES_IN, 231);
        measures.use(Metric.DURATION, 412);
        measures.use(Metric.DUPLICATES_SKIPPED, 0);

        String shown = new MetricDocuments(
                        Optional.of("prod"), "health-ingest", "request-1", Instant.ofEpochMilli(1772359200000L))
                .of(measures).stream().map(JsonDocument::write).collect(Collectors.joining("\n"));

        assertThat(shapes(Files.readString(Path.of("docs/metrics.md")))).containsAll(shapes(shown));
    }

    /** The documents in a text, whatever the order of their fields. */
    private static List<Map<String, Object>> shapes(String text) {
        return text.lines()
                .filter(EmbeddedMetricFormat::is)
                .map(JsonDocument::parse)
                .toList();
    }

    private static List<JsonNode> read(Measures measures) {
        measures.use(Metric.DURATION, 1);
        return DOCUMENTS.of(measures).stream()
                .map(JsonDocument::write)
                .map(EmbeddedMetricFormat::read)
                .toList();
    }
}
