package dev.dromedary.function.steps.outbox;

import dev.dromedary.function.ledger.Backoff;
import dev.dromedary.function.steps.Correlation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * The queue that messages are sent to. Needs {@code sqs:SendMessage}.
 *
 * @param client reaches it
 * @param url its URL
 */
record OutboxQueue(SqsClient client, String url) {

    /**
     * What one call takes.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html">SendMessageBatch</a>
     */
    static final int MOST_AT_ONCE = 10;

    /** All entries together; queues that were made for messages of 256 KB still take no more. */
    static final int MOST_BYTES = 256 * 1024;

    /** Names, types and values of the attributes. */
    static final int ATTRIBUTE_BYTES = 2 * 1024;

    /** So often what failed is sent again; then the route decides. */
    private static final int MOST_PAUSES = 4;

    private static final int UNAVAILABLE = 503;
    private static final int REFUSED = 400;

    /**
     * Sends messages. What the queue is too busy for is sent again, and nothing else: a queue that is not FIFO would deliver the
     * others twice.
     *
     * @param messages {@link #MOST_AT_ONCE} at the most
     * @param backoff the pauses before something is sent again
     * @throws SqsException if the queue did not take one of them, also at the last try
     */
    void send(List<OutboxMessage> messages, Backoff backoff) {
        List<OutboxMessage> left = messages;
        while (!left.isEmpty()) {
            List<OutboxMessage> sent = left;
            List<BatchResultErrorEntry> failed = sendOnce(sent);
            if (!failed.isEmpty() && (isRefused(failed) || backoff.pauses() == MOST_PAUSES || !backoff.pause())) {
                throw failure(failed, sent);
            }
            left = failed.stream()
                    .map(entry -> sent.get(Integer.parseInt(entry.id())))
                    .toList();
        }
    }

    /** @return what the queue did not take; the call succeeds even if that is all */
    private List<BatchResultErrorEntry> sendOnce(List<OutboxMessage> messages) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (OutboxMessage message : messages) {
            entries.add(entry(Integer.toString(entries.size()), message));
        }
        SendMessageBatchResponse response =
                client.sendMessageBatch(request -> request.queueUrl(url).entries(entries));
        int answered = response.successful().size() + response.failed().size();
        if (answered != messages.size()) {
            throw new IllegalStateException(
                    "The queue " + url + " was sent " + messages.size() + " messages and has answered for " + answered);
        }
        return response.failed();
    }

    private static boolean isRefused(List<BatchResultErrorEntry> failed) {
        return failed.stream().anyMatch(entry -> Boolean.TRUE.equals(entry.senderFault()));
    }

    private SendMessageBatchRequestEntry entry(String id, OutboxMessage message) {
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        attributes.put("message_id", text(message.messageId()));
        if (!message.correlationId().isEmpty()) {
            attributes.put("correlation_id", text(plain(message.correlationId())));
        }
        SendMessageBatchRequestEntry.Builder entry = SendMessageBatchRequestEntry.builder()
                .id(id)
                .messageBody(message.text())
                .messageAttributes(attributes);
        if (url.endsWith(".fifo")) {
            entry.messageGroupId(message.group()).messageDeduplicationId(message.messageId());
        }
        return entry.build();
    }

    /** An attribute takes no control characters and no half of a character, which keys of objects may hold. */
    private static String plain(String text) {
        return text.chars().allMatch(each -> each >= ' ' && each < Character.MIN_SURROGATE)
                ? text
                : Correlation.asMetadata(text);
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    private SqsException failure(List<BatchResultErrorEntry> failed, List<OutboxMessage> messages) {
        BatchResultErrorEntry first = failed.get(0);
        boolean refused = isRefused(failed);
        String message = "The queue " + url + " did not take " + failed.size() + " of " + messages.size()
                + " messages, such as "
                + messages.get(Integer.parseInt(first.id())).messageId() + ": " + first.code()
                + (first.message() == null ? "" : ", " + first.message());
        // As if it had been sent alone: what is not the sender's fault may pass.
        return (SqsException) SqsException.builder()
                .message(message)
                .statusCode(refused ? REFUSED : UNAVAILABLE)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(first.code())
                        .errorMessage(message)
                        .serviceName("Sqs")
                        .build())
                .build();
    }
}
