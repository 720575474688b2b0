package dev.dromedary.function.trigger.s3;

import dev.dromedary.function.ledger.LedgerProperties;
import java.util.Arrays;
import java.util.List;

/**
 * The changes of objects that start a route, as its option {@code events} names them: {@link LedgerProperties#CREATED},
 * {@link LedgerProperties#DELETED} or both.
 */
public record AskedChanges(List<String> names) {

    /**
     * Reads the option; the trigger's scheme is for messages.
     *
     * @throws IllegalArgumentException with one sentence, if it names anything else
     */
    public static AskedChanges of(String scheme, String events) {
        List<String> names = Arrays.stream(events.split(",", -1))
                .map(String::strip)
                .distinct()
                .toList();
        if (!List.of(LedgerProperties.CREATED, LedgerProperties.DELETED).containsAll(names)) {
            throw new IllegalArgumentException("The option events of " + scheme + " is \"" + events
                    + "\"; it has to be created, deleted, or both separated by a comma");
        }
        return new AskedChanges(names);
    }

    /** Whether a change, a value of {@link LedgerProperties#CHANGE} or null, is one of them. */
    boolean include(String change) {
        String asked = LedgerProperties.VERSION_DELETED.equals(change) ? LedgerProperties.DELETED : change;
        return asked != null && names.contains(asked);
    }

    /** What EventBridge calls them. */
    List<String> detailTypes() {
        return names.stream()
                .map(name ->
                        name.equals(LedgerProperties.CREATED) ? S3EventKind.OBJECT_CREATED : S3EventKind.OBJECT_DELETED)
                .toList();
    }
}
