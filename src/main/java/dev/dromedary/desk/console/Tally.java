package dev.dromedary.desk.console;

import dev.dromedary.desk.cloud.logs.FunctionLogs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often functions have run.
 *
 * @param counts by the route's id
 */
record Tally(Map<String, Count> counts) {

    /**
     * Of one function.
     *
     * @param runs invocations that have ended
     * @param failed those of them in which something failed
     * @param outcome what the last one came to; empty if none did
     */
    public record Count(long runs, long failed, String outcome) {

        static final Count NONE = new Count(0, 0, "");

        private Count ended(String last, boolean failure) {
            return new Count(runs, failed + (failure ? 1 : 0), last);
        }

        private Count measured() {
            return new Count(runs + 1, failed, outcome);
        }
    }

    static Tally of(FunctionLogs logs) {
        Map<String, Count> counts = new HashMap<>();
        // Each invocation measures, those of requests too, which no attempt is told of.
        logs.metrics().stream()
                .filter(document -> !document.containsKey("reason"))
                .forEach(document -> counts.merge(
                        String.valueOf(document.get("route")), Count.NONE.measured(), (old, one) -> old.measured()));
        logs.attempts().forEach(attempt -> {
            String route = String.valueOf(attempt.get("route_id"));
            boolean failed = attempt.get("failures") instanceof List<?> all && !all.isEmpty();
            counts.merge(
                    route,
                    Count.NONE.ended(outcome(attempt, failed), failed),
                    (old, one) -> old.ended(outcome(attempt, failed), failed));
        });
        return new Tally(counts);
    }

    private static String outcome(Map<String, Object> attempt, boolean failed) {
        if (failed) {
            return "failed";
        }
        return attempt.get("outcomes") instanceof List<?> outcomes
                        && !outcomes.isEmpty()
                        && outcomes.get(outcomes.size() - 1) instanceof Map<?, ?> last
                ? String.valueOf(last.get("outcome"))
                : "";
    }

    Count of(String route) {
        return counts.getOrDefault(route, Count.NONE);
    }
}
