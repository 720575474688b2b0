package dev.dromedary.desk.source;

import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.LambdaConsumer;
import dev.dromedary.function.runtime.LambdaEndpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Receives a batch of messages, hands it to the route as Lambda does, and deletes what did not fail. What failed comes
 * again when its visibility timeout has passed, until the queue's redrive policy moves it away.
 */
final class QueueRound implements Round {

    private static final Logger LOG = LoggerFactory.getLogger(QueueRound.class);

    /** Of one request: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
    static final int MOST = 10;

    private static final int WAIT_SECONDS = 1;

    private final LambdaConsumer consumer;
    private final SqsClient sqs;
    private final String queue;
    private final int batchSize;
    private final int hidden;
    private String url;
    private String arn;

    /**
     * @param queue its name
     * @param batchSize how many messages at once, at most
     * @param hidden seconds for which a message that was handed out stays hidden
     */
    QueueRound(LambdaConsumer consumer, SqsClient sqs, String queue, int batchSize, int hidden) {
        this.consumer = consumer;
        this.sqs = sqs;
        this.queue = queue;
        this.batchSize = batchSize;
        this.hidden = hidden;
    }

    @Override
    public boolean run(BooleanSupplier ending) {
        if (url == null) {
            String found = sqs.getQueueUrl(get -> get.queueName(queue)).queueUrl();
            arn = sqs.getQueueAttributes(get -> get.queueUrl(found).attributeNames(QueueAttributeName.QUEUE_ARN))
                    .attributes()
                    .get(QueueAttributeName.QUEUE_ARN);
            url = found;
        }
        LambdaEndpoint endpoint = consumer.getEndpoint();
        List<Message> messages = sqs.receiveMessage(receive -> receive.queueUrl(url)
                        .maxNumberOfMessages(Math.min(MOST, batchSize))
                        .waitTimeSeconds(WAIT_SECONDS)
                        .visibilityTimeout(hidden)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
        if (messages.isEmpty()) {
            return false;
        }
        if (ending.getAsBoolean()) {
            giveBack(messages);
            return true;
        }
        Set<String> failed = failed(consumer.invoke(
                QueueEvent.of(arn, messages),
                Invocation.starting(UUID.randomUUID().toString(), Duration.ofSeconds(endpoint.getTimeout()))));
        delete(messages.stream()
                .filter(message -> !failed.contains(message.messageId()))
                .toList());
        if (ending.getAsBoolean()) {
            giveBack(messages.stream()
                    .filter(message -> failed.contains(message.messageId()))
                    .toList());
        }
        return true;
    }

    private static Set<String> failed(Map<String, Object> reply) {
        Set<String> failed = new HashSet<>();
        if (reply.get("batchItemFailures") instanceof List<?> items) {
            for (Object item : items) {
                if (item instanceof Map<?, ?> map) {
                    failed.add((String) map.get("itemIdentifier"));
                }
            }
        }
        return failed;
    }

    private void delete(List<Message> messages) {
        if (messages.isEmpty()) {
            return;
        }
        List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
        for (Message message : messages) {
            entries.add(DeleteMessageBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .receiptHandle(message.receiptHandle())
                    .build());
        }
        sqs.deleteMessageBatch(delete -> delete.queueUrl(url).entries(entries))
                .failed()
                .forEach(entry -> LOG.warn(
                        "{}: the message {} is done, but could not be deleted and comes again: {}",
                        consumer.getRouteId(),
                        messages.get(Integer.parseInt(entry.id())).messageId(),
                        entry.message()));
    }

    /** So that the next one to read the queue need not wait. */
    private void giveBack(List<Message> messages) {
        messages.forEach(message -> sqs.changeMessageVisibility(change ->
                change.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(0)));
    }
}
