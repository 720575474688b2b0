package dev.dromedary.function.steps.event;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * Entries that EventBridge has refused: it answers 200 all the same.
 *
 * @param reply what it has answered
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html">PutEventsResultEntry</a>
 */
record RefusedEvents(PutEventsResponse reply) {

    private static final int TOO_MANY = 429;
    private static final int UNWELL = 500;

    /** Codes that may pass, with the status of a call that fails for the same reason. */
    private static final Map<String, Integer> MAY_PASS = Map.of(
            "ThrottlingException", TOO_MANY,
            "InternalFailure", UNWELL,
            "InternalException", UNWELL,
            "ServiceUnavailable", UNWELL);

    /**
     * Whether EventBridge has taken an entry, as far as it says so.
     *
     * @param entry its place in the call
     */
    boolean took(int entry) {
        boolean named = failed() == 0 || reply.entries().stream().anyMatch(each -> each.errorCode() != null);
        return named
                && entry < reply.entries().size()
                && reply.entries().get(entry).errorCode() == null;
    }

    private int failed() {
        return reply.failedEntryCount() == null ? 0 : reply.failedEntryCount();
    }

    /**
     * Fails if an entry was refused.
     *
     * @throws EventBridgeException if each that was refused may be taken the next time, as a call that fails for the same reason
     * @throws IllegalStateException if one never will be; one sentence
     */
    void check() {
        List<PutEventsResultEntry> refused = reply.entries().stream()
                .filter(entry -> entry.errorCode() != null)
                .toList();
        if (refused.isEmpty()) {
            if (failed() != 0) {
                throw new IllegalStateException("EventBridge refused the event: it said neither which nor why");
            }
            return;
        }
        PutEventsResultEntry first = refused.stream()
                .filter(entry -> !MAY_PASS.containsKey(entry.errorCode()))
                .findFirst()
                .orElse(refused.get(0));
        String sentence = "EventBridge refused the event: " + first.errorCode() + ": " + first.errorMessage();
        Integer status = MAY_PASS.get(first.errorCode());
        if (status == null) {
            throw new IllegalStateException(sentence);
        }
        throw (EventBridgeException) EventBridgeException.builder()
                .message(sentence)
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("EventBridge")
                        .errorCode(first.errorCode())
                        .errorMessage(first.errorMessage())
                        .build())
                .build();
    }
}
