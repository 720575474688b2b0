package dev.dromedary.desk.console;

import dev.dromedary.function.metrics.Metric;
import dev.dromedary.function.runtime.JsonDocument;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What functions have measured, as CloudWatch would get it: sums by route, rejected rows by reason, and the documents themselves.
 *
 * @param site what is shown
 */
record MetricsView(Site site) implements View {

    private static final int SHOWN = 50;

    /** What is no amount: of these the last one is shown. */
    private static final Set<Metric> LAST = EnumSet.of(Metric.QUALITY_SCORE);

    @Override
    public String name() {
        return "metrics";
    }

    @Override
    public Map<String, Object> model(Asked asked) {
        List<Map<String, Object>> documents = new ArrayList<>(site.logs().metrics());
        Map<String, Map<String, BigDecimal>> sums = new TreeMap<>();
        Map<String, Map<String, BigDecimal>> reasons = new TreeMap<>();
        for (Map<String, Object> document : documents) {
            String route = String.valueOf(document.get("route"));
            if (document.get("reason") instanceof String reason) {
                add(reasons.computeIfAbsent(route, each -> new TreeMap<>()), reason, document, Metric.RECORDS_REJECTED);
            } else {
                Map<String, BigDecimal> sum = sums.computeIfAbsent(route, each -> new LinkedHashMap<>());
                for (Metric metric : Metric.values()) {
                    add(sum, metric.title(), document, metric);
                }
            }
        }
        Collections.reverse(documents);
        return Map.of(
                "sums",
                sums,
                "reasons",
                reasons,
                "documents",
                documents.stream().limit(SHOWN).map(JsonDocument::writePretty).toList());
    }

    private static void add(Map<String, BigDecimal> sums, String name, Map<String, Object> document, Metric metric) {
        if (document.get(metric.title()) instanceof Number number) {
            BigDecimal value = new BigDecimal(number.toString());
            sums.merge(name, value, (old, more) -> LAST.contains(metric) ? more : old.add(more));
        }
    }
}
