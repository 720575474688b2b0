package dev.dromedary.desk.cloud.logs;

import dev.dromedary.function.runtime.Arrival;
import dev.dromedary.function.runtime.BatchResult;
import dev.dromedary.function.runtime.LambdaEndpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One invocation of a function, and what it came to.
 *
 * @param route the route's id
 * @param requestId names the invocation
 * @param started when it began
 * @param took how long it took
 * @param outcomes what became of all that did not fail, as the function told it
 * @param failures why something failed, a sentence each; empty if nothing did
 * @param causes the correlation ids of what it was about, as far as they are known
 */
public record Attempt(
        String route,
        String requestId,
        Instant started,
        Duration took,
        List<Map<String, Object>> outcomes,
        List<String> failures,
        List<String> causes) {

    /** From here on the fault is not the caller's. */
    private static final int OURS = 500;

    /** One that has ended, whatever of it has failed; a request that is answered with a fault of ours has. */
    public static Attempt ended(
            String route, LambdaEndpoint trigger, Map<String, Object> event, Start start, BatchResult handled) {
        List<String> causes = new ArrayList<>(handled.outcomes().stream()
                .flatMap(outcome -> outcome.get("correlation_id") instanceof String id ? Stream.of(id) : Stream.empty())
                .toList());
        List<String> failures = new ArrayList<>(handled.failed().values());
        if (handled.reply().get("statusCode") instanceof Number status && status.intValue() >= OURS) {
            failures.add("The request was answered with " + status + ".");
        }
        if (!failures.isEmpty()) {
            causes.addAll(causes(trigger, event));
        }
        return start.of(route, handled.outcomes(), failures, causes);
    }

    /** One that has failed as a whole. */
    public static Attempt failed(
            String route, LambdaEndpoint trigger, Map<String, Object> event, Start start, RuntimeException failure) {
        return start.of(route, List.of(), List.of(String.valueOf(failure.getMessage())), causes(trigger, event));
    }

    private static List<String> causes(LambdaEndpoint trigger, Map<String, Object> event) {
        try {
            return trigger.arrivals(event).stream()
                    .map(Arrival::correlationId)
                    .distinct()
                    .toList();
        } catch (RuntimeException e) {
            // Not an event of this trigger, which may be why it failed.
            return List.of();
        }
    }

    /**
     * The beginning of one.
     *
     * @param requestId names the invocation
     * @param time when it began
     */
    public record Start(String requestId, Instant time) {

        private Attempt of(
                String route, List<Map<String, Object>> outcomes, List<String> failures, List<String> causes) {
            return new Attempt(
                    route,
                    requestId,
                    time,
                    Duration.between(time, Instant.now()),
                    outcomes,
                    failures,
                    causes.stream().distinct().toList());
        }
    }

    /** As a line of the log: {@code type} is {@code attempt}. */
    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("time", started.truncatedTo(ChronoUnit.MILLIS).toString());
        document.put("type", FunctionLogs.ATTEMPT);
        document.put("route_id", route);
        document.put("request_id", requestId);
        document.put("duration_ms", took.toMillis());
        document.put("correlation_ids", causes);
        document.put("outcomes", outcomes);
        document.put("failures", failures);
        return document;
    }
}
