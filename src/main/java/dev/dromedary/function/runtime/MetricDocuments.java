package dev.dromedary.function.runtime;

import dev.dromedary.function.metrics.Measures;
import dev.dromedary.function.metrics.Metric;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Measures in CloudWatch's embedded metric format: one document with the sums, and one for each reason for which rows were
 * rejected, as a document has one value for each dimension. A reason comes from a schema, but a route may make up its own,
 * so there are {@value #MOST_REASONS} at most; all further ones are {@value #OTHER}.
 *
 * @param environment the environment that the function is deployed to; empty where it is not deployed
 * @param routeId the route
 * @param requestId a property of the documents, to find the invocation's log; no dimension
 * @param now the time of the values
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">Embedded
 *     metric format</a>
 */
record MetricDocuments(Optional<String> environment, String routeId, String requestId, Instant now) {

    static final String NAMESPACE = "Dromedary";
    /** How many reasons of one invocation have a document of their own. Each combination of dimensions costs as a metric. */
    static final int MOST_REASONS = 50;

    static final String OTHER = "other";

    /** CloudWatch takes 1,024 characters: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Dimension.html */
    private static final int LONGEST_REASON = 250;

    /** The documents, in order; the first one has the sums. */
    List<Map<String, Object>> of(Measures measures) {
        Map<Metric, BigDecimal> sums = measures.sums();
        BigDecimal records = sums.getOrDefault(Metric.RECORDS_IN, BigDecimal.ZERO);
        if (measures.judged() && records.signum() > 0) {
            // Rows that a mapping let go were valid, too.
            BigDecimal valid =
                    sums.get(Metric.RECORDS_VALID).add(sums.getOrDefault(Metric.RECORDS_FILTERED, BigDecimal.ZERO));
            sums.put(Metric.QUALITY_SCORE, percent(valid, records));
        }
        List<Map<String, Object>> documents = new ArrayList<>();
        documents.add(document(Map.of(), sums));
        bounded(measures.reasons())
                .forEach((reason, count) -> documents.add(document(
                        Map.of("reason", reason), Map.of(Metric.RECORDS_REJECTED, BigDecimal.valueOf(count)))));
        return documents;
    }

    private static BigDecimal percent(BigDecimal part, BigDecimal whole) {
        return part.movePointRight(2).divide(whole, 2, RoundingMode.HALF_EVEN);
    }

    private Map<String, Object> document(Map<String, String> more, Map<Metric, BigDecimal> values) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        environment.ifPresent(name -> dimensions.put("environment", name));
        dimensions.put("pipeline", routeId.split("-", 2)[0]);
        dimensions.put("route", routeId);
        dimensions.putAll(more);
        Map<String, Object> directive = new LinkedHashMap<>();
        directive.put("Namespace", NAMESPACE);
        directive.put("Dimensions", List.of(List.copyOf(dimensions.keySet())));
        directive.put(
                "Metrics",
                values.keySet().stream().map(MetricDocuments::definition).toList());
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("_aws", ordered("Timestamp", now.toEpochMilli(), "CloudWatchMetrics", List.of(directive)));
        document.putAll(dimensions);
        document.put("request_id", requestId);
        values.forEach((metric, value) -> document.put(metric.title(), value));
        return document;
    }

    private static Map<String, Object> definition(Metric metric) {
        return ordered("Name", metric.title(), "Unit", metric.unit());
    }

    /** In the order in which people read it; of no matter to CloudWatch. */
    private static Map<String, Object> ordered(String first, Object value, String second, Object other) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        ordered.put(first, value);
        ordered.put(second, other);
        return ordered;
    }

    /** The most frequent reasons, as values of a dimension, and the sum of the others. */
    private static Map<String, Long> bounded(Map<String, Long> reasons) {
        Map<String, Long> values = new TreeMap<>();
        reasons.forEach((reason, count) -> values.merge(value(reason), count, Long::sum));
        Map<String, Long> bounded = new TreeMap<>();
        values.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .sorted(Comparator.comparing(Map.Entry<String, Long>::getValue, Comparator.reverseOrder())
                        .thenComparing(Map.Entry::getKey))
                .forEach(entry -> bounded.merge(
                        bounded.size() < MOST_REASONS ? entry.getKey() : OTHER, entry.getValue(), Long::sum));
        return bounded;
    }

    /** CloudWatch wants printable ASCII, something other than blanks, and no colon at the beginning. */
    private static String value(String reason) {
        String printable = reason.replaceAll("[^\\x20-\\x7E]", "_").replaceFirst("^:", "_");
        String value = printable.substring(0, Math.min(printable.length(), LONGEST_REASON));
        return value.isBlank() ? OTHER : value;
    }
}
