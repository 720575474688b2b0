package dev.dromedary.desk.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A queue as a consumer of its messages sees it.
 *
 * @param sqs where it is
 * @param url its URL
 */
public record PolledQueue(SqsClient sqs, String url) {

    /** Of one request: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
    public static final int MOST = 10;

    private static final Logger LOG = LoggerFactory.getLogger(PolledQueue.class);

    private static final List<QueueAttributeName> COUNTS = List.of(
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

    /** @throws software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException if there is no such queue */
    public String arn() {
        return attributes(List.of(QueueAttributeName.QUEUE_ARN)).get(QueueAttributeName.QUEUE_ARN);
    }

    /**
     * How many messages are in it, those that are hidden too; emulators know it exactly.
     *
     * @throws software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException if there is no such queue
     */
    public int size() {
        return attributes(COUNTS).values().stream().mapToInt(Integer::parseInt).sum();
    }

    private Map<QueueAttributeName, String> attributes(List<QueueAttributeName> names) {
        return sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(names))
                .attributes();
    }

    /**
     * Takes messages with all their attributes.
     *
     * @param most more than 10 count as 10
     * @param seconds how long it waits for the first
     * @param hidden seconds for which they stay hidden then; null for as long as the queue says
     * @return none when the time was up
     */
    public List<Message> receive(int most, int seconds, Integer hidden) {
        return sqs.receiveMessage(receive -> receive.queueUrl(url)
                        .maxNumberOfMessages(Math.min(most, MOST))
                        .waitTimeSeconds(seconds)
                        .visibilityTimeout(hidden)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    /**
     * Deletes what was done of a batch.
     *
     * @param failed ids of the messages that stay
     */
    public void delete(List<Message> messages, Set<String> failed) {
        List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
        for (Message message : messages) {
            if (!failed.contains(message.messageId())) {
                entries.add(DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(messages.indexOf(message)))
                        .receiptHandle(message.receiptHandle())
                        .build());
            }
        }
        if (!entries.isEmpty()) {
            sqs.deleteMessageBatch(delete -> delete.queueUrl(url).entries(entries))
                    .failed()
                    .forEach(entry -> LOG.warn(
                            "{}: the message {} is done, but could not be deleted and comes again: {}",
                            url,
                            messages.get(Integer.parseInt(entry.id())).messageId(),
                            entry.message()));
        }
    }

    /** Ends the time for which messages are hidden, so that the next one to read the queue need not wait. */
    void giveBack(List<Message> messages) {
        messages.forEach(message -> sqs.changeMessageVisibility(change ->
                change.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(0)));
    }

    /** Takes all that is in it, and leaves nothing. */
    public List<Message> drain() {
        return Stream.generate(() -> receive(MOST, 0, null))
                .takeWhile(messages -> !messages.isEmpty())
                .peek(messages -> delete(messages, Set.of()))
                .flatMap(List::stream)
                .toList();
    }
}
