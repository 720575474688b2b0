package dev.dromedary.desk.cloud.eventbridge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * What EventBridge takes and refuses, after <a
 * href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a> and <a
 * href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html">Calculating the entry size</a>.
 */
final class EventEntries {
    /** Entries in one request. */
    private static final int MOST = 10;
    /** Bytes of all entries of one request; older pages say 256 KB. */
    private static final long LARGEST = 1024 * 1024;

    private static final int TIME_SIZE = 14;

    private final EventDocument documents;

    EventEntries(EventDocument documents) {
        this.documents = documents;
    }

    /** An entry that was taken, with its document, or refused, without. */
    record Outcome(PutEventsResultEntry result, Optional<String> document) {}

    /** @throws software.amazon.awssdk.services.eventbridge.model.EventBridgeException for too many or too much */
    void check(List<PutEventsRequestEntry> entries) {
        if (entries.isEmpty() || entries.size() > MOST) {
            throw EventBridgeErrors.validation(
                    "1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have"
                            + " length between 1 and 10, not " + entries.size());
        }
        long total = entries.stream().mapToLong(EventEntries::size).sum();
        if (total > LARGEST) {
            throw EventBridgeErrors.validation("Total size of the entries in the request is over the limit: " + total
                    + " bytes of at most " + LARGEST + ".");
        }
    }

    private static long size(PutEventsRequestEntry entry) {
        long size = entry.time() == null ? 0 : TIME_SIZE;
        size += length(entry.source()) + length(entry.detailType()) + length(entry.detail());
        for (String resource : entry.resources()) {
            size += length(resource);
        }
        return size;
    }

    private static long length(String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }

    Outcome take(PutEventsRequestEntry entry) {
        if (missing(entry.source())) {
            return required("Source");
        }
        if (missing(entry.detailType())) {
            return required("DetailType");
        }
        if (missing(entry.detail())) {
            return required("Detail");
        }
        if (entry.source().startsWith("aws.")) {
            return refused("NotAuthorizedForSourceException", "Not authorized for the source.");
        }
        Optional<ObjectNode> detail = documents.detail(entry.detail());
        if (detail.isEmpty()) {
            return refused("MalformedDetail", "Detail is malformed.");
        }
        UUID id = UUID.randomUUID();
        Instant time = entry.time() == null ? Instant.now() : entry.time();
        String document = documents.of(id, entry.source(), entry.detailType(), time, entry.resources(), detail.get());
        PutEventsResultEntry result =
                PutEventsResultEntry.builder().eventId(id.toString()).build();
        return new Outcome(result, Optional.of(document));
    }

    private static boolean missing(String text) {
        return text == null || text.isEmpty();
    }

    private static Outcome required(String parameter) {
        return refused(
                "InvalidArgument",
                "Parameter " + parameter + " is not valid. Reason: " + parameter + " is a required argument.");
    }

    private static Outcome refused(String code, String message) {
        PutEventsResultEntry result = PutEventsResultEntry.builder()
                .errorCode(code)
                .errorMessage(message)
                .build();
        return new Outcome(result, Optional.empty());
    }
}
