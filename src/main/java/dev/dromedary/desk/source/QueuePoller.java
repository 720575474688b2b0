package dev.dromedary.desk.source;

import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.LambdaConsumer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Receives a batch of messages, hands it to the route as Lambda does, and deletes what did not fail. What failed comes
 * again when its visibility timeout has passed, or at once, until the queue's redrive policy moves it away.
 */
public final class QueuePoller implements Poller {

    private static final int WAIT_SECONDS = 1;

    private final Supplier<PolledQueue> place;
    private final int batchSize;
    private final Integer hidden;
    private final Batch route;
    private PolledQueue queue;
    private String arn;

    /** Works on messages. */
    @FunctionalInterface
    public interface Batch {

        /**
         * Works on a batch.
         *
         * @param arn of the queue
         * @return the ids of the messages that failed
         */
        Set<String> handle(String arn, List<Message> messages);
    }

    /**
     * For a function: what failed comes again at once.
     *
     * @param batchSize how many messages at once, at most
     */
    public QueuePoller(PolledQueue queue, int batchSize, Batch function) {
        this(() -> queue, batchSize, null, function);
    }

    /**
     * For a route of a Camel context.
     *
     * @param queue its name
     * @param batchSize how many messages at once, at most
     * @param hidden seconds for which a message that was handed out stays hidden
     */
    QueuePoller(LambdaConsumer consumer, SqsClient sqs, String queue, int batchSize, int hidden) {
        this(
                () -> new PolledQueue(
                        sqs, sqs.getQueueUrl(get -> get.queueName(queue)).queueUrl()),
                batchSize,
                hidden,
                (arn, messages) -> failed(consumer.invoke(
                        QueueEvent.of(arn, messages),
                        Invocation.starting(
                                UUID.randomUUID().toString(),
                                Duration.ofSeconds(consumer.getEndpoint().getTimeout())))));
    }

    private QueuePoller(Supplier<PolledQueue> place, int batchSize, Integer hidden, Batch route) {
        this.place = place;
        this.batchSize = batchSize;
        this.hidden = hidden;
        this.route = route;
    }

    @Override
    public boolean run(BooleanSupplier ending) {
        if (arn == null) {
            queue = place.get();
            arn = queue.arn();
        }
        List<Message> messages = queue.receive(batchSize, WAIT_SECONDS, hidden);
        if (messages.isEmpty()) {
            return false;
        }
        if (ending.getAsBoolean()) {
            queue.giveBack(messages);
            return true;
        }
        Set<String> failed = route.handle(arn, messages);
        queue.delete(messages, failed);
        if (hidden == null || ending.getAsBoolean()) {
            queue.giveBack(messages.stream()
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
}
