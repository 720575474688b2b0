package dev.dromedary.function.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where a function under test writes its metrics; all of it is held to AWS's rules. */
public final class MetricsLog {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream output = new PrintStream(bytes, false, StandardCharsets.UTF_8);

    /** The bean that functions look for. */
    public PrintStream output() {
        return output;
    }

    /** Forgets what was written so far. */
    public void forget() {
        bytes.reset();
    }

    /** All documents, in their order. */
    public List<JsonNode> documents() {
        return bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .map(EmbeddedMetricFormat::read)
                .toList();
    }

    /** The sums of one invocation by name, without the time that it took. */
    public Map<String, BigDecimal> sums() {
        List<JsonNode> documents =
                documents().stream().filter(document -> !document.has("reason")).toList();
        if (documents.size() != 1) {
            throw new AssertionError("Not one document with sums: " + documents);
        }
        Map<String, BigDecimal> sums = new TreeMap<>();
        for (JsonNode metric : documents.get(0).at("/_aws/CloudWatchMetrics/0/Metrics")) {
            String name = metric.path("Name").textValue();
            sums.put(name, new BigDecimal(documents.get(0).path(name).asText()));
        }
        if (sums.remove("Duration") == null) {
            throw new AssertionError("No duration: " + documents);
        }
        return sums;
    }

    /** Rejected records by reason. */
    public Map<String, Long> reasons() {
        Map<String, Long> reasons = new TreeMap<>();
        documents().stream()
                .filter(document -> document.has("reason"))
                .forEach(document -> reasons.merge(
                        document.path("reason").textValue(),
                        document.path("RecordsRejected").longValue(),
                        (one, other) -> {
                            throw new AssertionError("A reason twice: " + document);
                        }));
        return reasons;
    }
}
