package dev.dromedary.function.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Holds a line of a log to AWS's rules.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">Specification</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Dimension.html">Dimensions</a>
 */
public final class EmbeddedMetricFormat {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();
    private static final int LONGEST_EVENT = 256 * 1024;
    private static final Set<String> UNITS = Set.of(
            "Seconds",
            "Microseconds",
            "Milliseconds",
            "Bytes",
            "Kilobytes",
            "Megabytes",
            "Gigabytes",
            "Terabytes",
            "Bits",
            "Kilobits",
            "Megabits",
            "Gigabits",
            "Terabits",
            "Percent",
            "Count",
            "Bytes/Second",
            "Count/Second",
            "None");

    private EmbeddedMetricFormat() {}

    /** Whether a line of a log holds metrics. */
    public static boolean is(String line) {
        return line.startsWith("{\"_aws\":");
    }

    /**
     * The document on a line.
     *
     * @throws AssertionError if CloudWatch would not take its metrics out
     */
    public static JsonNode read(String line) {
        assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(LONGEST_EVENT);
        JsonNode document = parse(line);
        assertThat(document.isObject()).as(line).isTrue();
        JsonNode metadata = document.path("_aws");
        assertThat(names(metadata)).as(line).containsExactlyInAnyOrder("Timestamp", "CloudWatchMetrics");
        checkTime(metadata.path("Timestamp"));
        JsonNode directives = metadata.path("CloudWatchMetrics");
        assertThat(directives.isArray()).as(line).isTrue();
        assertThat(directives).as(line).isNotEmpty();
        directives.forEach(directive -> check(directive, document));
        return document;
    }

    private static JsonNode parse(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("No JSON: " + line, e);
        }
    }

    private static void checkTime(JsonNode timestamp) {
        assertThat(timestamp.isIntegralNumber()).as("Timestamp").isTrue();
        Instant now = Instant.now();
        assertThat(Instant.ofEpochMilli(timestamp.longValue()))
                .isBetween(now.minus(Duration.ofDays(14)), now.plus(Duration.ofHours(2)));
    }

    private static void check(JsonNode directive, JsonNode document) {
        assertThat(names(directive)).containsExactlyInAnyOrder("Namespace", "Dimensions", "Metrics");
        assertThat(directive.path("Namespace").textValue()).matches("[0-9A-Za-z._/#:-]{1,255}");
        assertThat(directive.path("Dimensions").isArray()).isTrue();
        assertThat(directive.path("Dimensions")).isNotEmpty().allSatisfy(set -> {
            assertThat(set.isArray()).isTrue();
            assertThat(set.size()).isLessThanOrEqualTo(30);
            set.forEach(name -> checkDimension(name, document));
        });
        assertThat(directive.path("Metrics").isArray()).isTrue();
        assertThat(directive.path("Metrics").size()).isBetween(1, 100);
        Set<String> seen = new HashSet<>();
        directive.path("Metrics").forEach(metric -> {
            checkMetric(metric, document);
            assertThat(seen.add(metric.path("Name").textValue()))
                    .as("%s twice", metric)
                    .isTrue();
        });
    }

    private static void checkDimension(JsonNode name, JsonNode document) {
        assertThat(name.textValue()).matches("[\\x20-\\x7E]{1,250}");
        JsonNode value = document.path(name.textValue());
        assertThat(value.isTextual()).as("the value of %s is a text", name).isTrue();
        assertThat(value.textValue())
                .as("printable, not blank, not too long, no colon at the beginning")
                .matches("(?!:)[\\x20-\\x7E]{1,1024}")
                .isNotBlank();
    }

    private static void checkMetric(JsonNode metric, JsonNode document) {
        assertThat(List.of("Name", "Unit", "StorageResolution")).containsAll(names(metric));
        assertThat(metric.path("Name").textValue()).matches("[\\x20-\\x7E]{1,1024}");
        assertThat(metric.path("Unit").textValue()).isIn(UNITS);
        JsonNode value = document.path(metric.path("Name").textValue());
        assertThat(value.isNumber()).as("%s has a number as its value", metric).isTrue();
        assertThat(Math.abs(value.doubleValue())).isLessThanOrEqualTo(Math.pow(2, 360));
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new HashSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
