package dev.dromedary.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether an event that a function may put fits another's pattern, as far as source and detail-type tell. */
final class EventMatch {

    private EventMatch() {}

    /** What of the event fits, for people, or nothing. What can't be known fits. */
    static Optional<String> of(Emission.Event event, Map<String, Object> pattern) {
        Optional<Set<String>> sources = matching(event.sources(), pattern.get("source"));
        Optional<Set<String>> types = matching(event.detailTypes(), pattern.get("detail-type"));
        if (sources.isEmpty() || types.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(types.get().isEmpty() ? "events" : String.join(", ", types.get()));
    }

    private static Optional<Set<String>> matching(Set<KeyPattern> values, Object matchers) {
        Set<String> fitting = new TreeSet<>();
        for (KeyPattern value : values) {
            if (!(matchers instanceof List<?> list) || list.stream().anyMatch(each -> fits(value, each))) {
                fitting.add(value.glob());
            }
        }
        return values.isEmpty() || !fitting.isEmpty() ? Optional.of(fitting) : Optional.empty();
    }

    private static boolean fits(KeyPattern value, Object matcher) {
        if (matcher instanceof String text) {
            return value.isExact() ? value.glob().equals(text) : text.startsWith(value.prefix());
        }
        if (matcher instanceof Map<?, ?> map && map.get("prefix") instanceof String prefix) {
            return value.mayMatch(prefix, "");
        }
        // Another kind of matcher; it is taken to fit.
        return true;
    }
}
