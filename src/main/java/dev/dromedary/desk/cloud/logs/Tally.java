package dev.dromedary.desk.cloud.logs;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How often functions have run since it was made. */
public final class Tally {

    private final Map<String, Count> counts = new ConcurrentHashMap<>();

    /**
     * Of one function.
     *
     * @param runs invocations that have ended
     * @param failed those of them in which something failed
     * @param outcome what the last one came to; empty if none did
     */
    public record Count(long runs, long failed, String outcome) {

        private static final Count NONE = new Count(0, 0, "");
    }

    void add(Attempt attempt) {
        boolean failed = !attempt.failures().isEmpty();
        String outcome = failed ? "failed" : last(attempt.outcomes());
        counts.compute(attempt.route(), (route, known) -> {
            Count before = known == null ? Count.NONE : known;
            return new Count(before.runs() + 1, before.failed() + (failed ? 1 : 0), outcome);
        });
    }

    private static String last(List<Map<String, Object>> outcomes) {
        return outcomes.isEmpty()
                ? ""
                : String.valueOf(outcomes.get(outcomes.size() - 1).getOrDefault("outcome", ""));
    }

    /** Of a function, by its route's id. */
    public Count of(String route) {
        return counts.getOrDefault(route, Count.NONE);
    }
}
