package dev.dromedary.faults;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What can't be otherwise, with its reason; docs/failures.md says the same. Nothing else may differ, and what stands here has
 * to differ each time.
 *
 * @param routes ids of the routes
 * @param call the operation at which it happens, {@code Service.Operation}
 * @param previous the operation before it, or null for whichever
 * @param kinds what happens there
 * @param parts with what the names of the parts of the final state that differ begin
 * @param reason why it can't be otherwise
 */
record AcceptedDifference(
        Set<String> routes, String call, String previous, Set<String> kinds, Set<String> parts, String reason) {

    private static final String PUBLISH = "Sns.Publish";
    private static final String MAIL = "Ses.SendRawEmail";

    /** The process is gone when the call has taken effect. */
    private static final Set<String> KILLED_AFTER = Set.of(
            "KILLED_AFTER",
            "KILLED_AFTER, tried again where the clock is off by PT10M",
            "KILLED_AFTER, tried again where the clock is off by PT-10M");

    /** It took effect, and nobody learns of it. */
    private static final Set<String> UNKNOWN = with(
            KILLED_AFTER,
            "LOST_REPLY",
            "LOST_REPLY lasting",
            "CUT_REPLY",
            "SHORT_REPLY",
            "SHORT_REPLY lasting",
            "ERROR_AFTER_EFFECT",
            "ERROR_AFTER_EFFECT lasting",
            "SLOW",
            "SLOW lasting");

    /** It has no effect, and the SDK does not get it done either. */
    private static final Set<String> UNDONE = Set.of(
            "THROTTLED lasting",
            "ERROR_BEFORE_EFFECT lasting",
            "EXPIRED_CREDENTIALS",
            "EXPIRED_CREDENTIALS lasting",
            "KILLED_BEFORE");

    private static final String TOLD_TWICE =
            "A topic that is no FIFO topic knows no message again: told twice is better than never";

    static final List<AcceptedDifference> ALL = List.of(
            new AcceptedDifference(Set.of("health-alert"), PUBLISH, null, UNKNOWN, Set.of("topics"), TOLD_TWICE),
            new AcceptedDifference(
                    Set.of("health-alert"), "DynamoDb.PutItem", PUBLISH, UNDONE, Set.of("topics"), TOLD_TWICE),
            new AcceptedDifference(
                    Set.of("health-notify", "health-digest"),
                    MAIL,
                    null,
                    KILLED_AFTER,
                    Set.of("mails"),
                    "SES knows no mail again; a process that is killed between SES and the note of it can't say that it was sent"));

    private static Set<String> with(Set<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
    }

    boolean covers(CaseFaults faults, Cell cell) {
        return routes.contains(faults.file.route())
                && call.equals(cell.call().name())
                && (previous == null || previous.equals(faults.before(cell.call())))
                && kinds.contains(cell.kind());
    }

    /** Whether this is all that is wrong. */
    boolean explains(Map<String, String> differences) {
        return !differences.isEmpty()
                && differences.keySet().stream().allMatch(part -> parts.stream().anyMatch(part::startsWith));
    }
}
