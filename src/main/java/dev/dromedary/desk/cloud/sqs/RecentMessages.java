package dev.dromedary.desk.cloud.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a FIFO queue took in the last five minutes, deleted or not, by deduplication id.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html">
 *     Message deduplication ID</a>
 */
final class RecentMessages {
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    /** Oldest first. */
    private final Map<String, SentMessage> messages = new LinkedHashMap<>();

    /** The message that was sent under that id; none for no id. */
    Optional<SentMessage> find(String deduplicationId, Instant now) {
        var oldest = messages.values().iterator();
        while (oldest.hasNext() && !now.isBefore(oldest.next().sent().plus(INTERVAL))) {
            oldest.remove();
        }
        return Optional.ofNullable(messages.get(deduplicationId));
    }

    /** Does nothing with a message of a standard queue or a dead letter. */
    void remember(SentMessage message) {
        if (message.deduplicationId() != null && message.deadLetterOf() == null) {
            messages.remove(message.deduplicationId());
            messages.put(message.deduplicationId(), message);
        }
    }
}
