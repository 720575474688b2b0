package dev.dromedary.steps;

import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * Metrics in CloudWatch's embedded metric format: one JSON document a line on the standard output, which Lambda hands to
 * CloudWatch. Nothing is written unless the function has bound {@value #OUTPUT}, so a run at a desk stays quiet.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">Embedded
 *     metric format</a>
 */
public final class Metrics {

    /** Name of the bean, a {@link PrintStream}, that gets the documents. */
    public static final String OUTPUT = "metricsOutput";

    private static final String NAMESPACE = "Dromedary";

    private final Map<String, Object> values = new LinkedHashMap<>();
    private final List<Map<String, Object>> definitions = new ArrayList<>();

    /**
     * Adds a value.
     *
     * @param name name of the metric
     * @param unit one of CloudWatch's units, such as Count, Bytes, Milliseconds or None
     * @param value its value
     * @return this
     */
    public Metrics add(String name, String unit, Number value) {
        definitions.add(Map.of("Name", name, "Unit", unit));
        values.put(name, value);
        return this;
    }

    /**
     * Writes the values, with the pipeline and the route as dimensions.
     *
     * @param exchange an exchange of the route
     */
    public void emit(Exchange exchange) {
        PrintStream output = exchange.getContext().getRegistry().lookupByNameAndType(OUTPUT, PrintStream.class);
        String route = exchange.getFromRouteId();
        if (output == null || route == null) {
            return;
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(
                "_aws",
                Map.of(
                        "Timestamp",
                        Clock.systemUTC().millis(),
                        "CloudWatchMetrics",
                        List.of(Map.of(
                                "Namespace",
                                NAMESPACE,
                                "Dimensions",
                                List.of(List.of("pipeline", "route")),
                                "Metrics",
                                definitions))));
        document.put("pipeline", route.substring(0, Math.max(0, route.indexOf('-'))));
        document.put("route", route);
        document.putAll(values);
        output.println(JsonText.line(document));
    }
}
