package dev.dromedary.function.runtime;

import dev.dromedary.function.metrics.Measures;
import dev.dromedary.function.metrics.Metric;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one invocation has measured. It is written when the invocation ends, however it ends; nothing is written unless the
 * services have bound {@value #OUTPUT}, so a run at a desk stays quiet. Never fails an invocation.
 *
 * @param routeId the route
 * @param requestId Lambda's request id
 * @param started {@link System#nanoTime} when the invocation began
 * @param measures what all its exchanges have measured; grows
 */
record InvocationMetrics(String routeId, String requestId, long started, Measures measures) {

    /** Name of the bean, a {@link PrintStream}, that gets the documents: what a function prints is its log. */
    static final String OUTPUT = Services.METRICS;

    private static final Logger LOG = LoggerFactory.getLogger(InvocationMetrics.class);

    static InvocationMetrics starting(String routeId, String requestId) {
        return new InvocationMetrics(routeId, requestId, System.nanoTime(), new Measures());
    }

    void write(CamelContext context) {
        try {
            PrintStream output = context.getRegistry().lookupByNameAndType(OUTPUT, PrintStream.class);
            if (output != null) {
                // Two environments of an account have the same routes; only this tells their metrics apart.
                Optional<String> environment =
                        context.getPropertiesComponent().resolveProperty("dromedary.environment");
                documents(environment, Instant.now()).forEach(document -> write(document, output));
            }
        } catch (RuntimeException e) {
            // The work is done, or has failed for a reason of its own.
            LOG.warn("The metrics of the invocation can't be written", e);
        }
    }

    /** Each in one piece, as the runtime makes a log event of each piece that it gets. */
    private static void write(Map<String, Object> document, PrintStream output) {
        byte[] line = (JsonDocument.write(document) + "\n").getBytes(StandardCharsets.UTF_8);
        output.write(line, 0, line.length);
        output.flush();
    }

    private List<Map<String, Object>> documents(Optional<String> environment, Instant now) {
        measures.use(
                Metric.DURATION, Duration.ofNanos(System.nanoTime() - started).toMillis());
        // None is a value, too: an alarm sees that they have ended.
        measures.use(Metric.DUPLICATES_SKIPPED, 0);
        return new MetricDocuments(environment, routeId, requestId, now).of(measures);
    }
}
