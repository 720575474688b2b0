package dev.dromedary.function.trigger.eventbridge;

import java.util.List;
import java.util.Map;

/** What an event pattern may name. */
public final class EventPatterns {

    /** Of an event, and {@code $or}: https://docs.aws.amazon.com/eventbridge/latest/ref/events-structure.html */
    private static final List<String> FIELDS = List.of(
            "version", "id", "detail-type", "source", "account", "time", "region", "resources", "detail", "$or");

    private EventPatterns() {}

    /**
     * Checks the fields at the top of a parsed pattern; the file's name is for messages.
     *
     * @throws IllegalArgumentException with one sentence if it names a field that no event has
     */
    public static void check(String file, Map<String, Object> pattern) {
        for (String field : pattern.keySet()) {
            if (!FIELDS.contains(field)) {
                throw new IllegalArgumentException(file + ", " + field + ": no event has the field \"" + field
                        + "\"; the fields are " + String.join(", ", FIELDS));
            }
        }
    }
}
