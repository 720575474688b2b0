package dev.dromedary.function.trigger.envelope;

import dev.dromedary.function.runtime.Envelope;
import dev.dromedary.function.runtime.FailurePolicy;
import dev.dromedary.function.runtime.Fields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A batch of messages of a queue.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">SQS event</a>
 */
public final class QueueEnvelope {

    /** What the records of a queue have as their {@code eventSource}. */
    public static final String SERVICE = "aws:sqs";

    /** How the name of a FIFO queue ends, and no other: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
    private static final String FIFO = ".fifo";

    private QueueEnvelope() {}

    /** Whether the queue of a name or an ARN keeps an order. */
    public static boolean isFifo(String queue) {
        return queue.endsWith(FIFO);
    }

    /**
     * Opens the event of a queue as far as its messages.
     *
     * @param event the event document that Lambda hands over
     * @param fifo whether the queue is known to be a FIFO queue
     * @param tries how often the queue hands a message out before the dead-letter queue gets it
     * @return the messages as SQS hands them out; the whole event where it is no queue's
     */
    public static Envelope messages(Map<String, Object> event, boolean fifo, int tries) {
        return Envelope.isEmpty(event) || SERVICE.equals(service(event))
                ? open(event, fifo, tries, record -> () -> record)
                : Envelope.whole(event);
    }

    /** Opens it as far as what the messages carry: a document, perhaps in the notification of a topic. */
    static Envelope documents(Map<String, Object> event, int tries) {
        return open(event, false, tries, record -> {
            String body = Fields.text(record, "body");
            return () -> SnsNotification.unwrap(body);
        });
    }

    /** The service that an event's records name; null if none does. */
    static String service(Map<String, Object> event) {
        return Fields.objects(event, "Records").stream()
                .map(record -> {
                    String service = Fields.text(record, "eventSource");
                    return service == null ? Fields.text(record, "EventSource") : service;
                })
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static Envelope open(
            Map<String, Object> event,
            boolean named,
            int tries,
            Function<Map<String, Object>, Supplier<Map<String, Object>>> documents) {
        List<Map<String, Object>> records = Fields.objects(event, "Records");
        // Only there does a failure hold up others. A standard queue's fair-queue group id is no order.
        // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html
        boolean fifo = named
                || records.stream()
                        .map(record -> Fields.text(record, "eventSourceARN"))
                        .anyMatch(arn -> arn != null && isFifo(arn));
        List<Envelope.Item> items = records.stream()
                .map(record -> {
                    Map<String, Object> attributes = Fields.object(record, "attributes");
                    return new Envelope.Item(
                            Fields.id(record, "messageId"),
                            fifo ? Fields.id(attributes, "MessageGroupId") : null,
                            count(Fields.text(attributes, "ApproximateReceiveCount")),
                            documents.apply(record));
                })
                .toList();
        return new Envelope(new MessagePolicy(fifo, tries), items);
    }

    private static Integer count(String text) {
        try {
            return text == null ? null : Integer.valueOf(text);
        } catch (NumberFormatException e) {
            // Only for the log.
            return null;
        }
    }

    /**
     * What a failure does among the messages of a queue. In a standard queue everything is tried, and just the failed messages
     * come again. In a FIFO queue nothing more of a message group is tried after a failure, and all that comes again.
     *
     * @param fifo whether it is a FIFO queue
     * @param tries how often the queue hands a message out before the dead-letter queue gets it
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Partial batch responses</a>
     */
    record MessagePolicy(boolean fifo, int tries) implements FailurePolicy {

        @Override
        public boolean waits() {
            return false;
        }

        @Override
        public boolean partial() {
            return true;
        }

        @Override
        public boolean ordered() {
            return fifo;
        }

        /**
         * {@inheritDoc} A message of a FIFO queue whose group is unknown has no place in the order, so it waits for any failure,
         * and everything waits for its own.
         */
        @Override
        public List<Envelope.Item> failed(List<Envelope.Item> items, Predicate<Envelope.Item> succeeds) {
            if (!fifo) {
                return FailurePolicy.super.failed(items, succeeds);
            }
            List<Envelope.Item> failed = new ArrayList<>();
            Set<String> stopped = new HashSet<>();
            for (Envelope.Item item : items) {
                boolean heldUp = item.group() == null
                        ? !stopped.isEmpty()
                        : stopped.contains(item.group()) || stopped.contains(null);
                if (heldUp || !succeeds.test(item)) {
                    failed.add(item);
                    stopped.add(item.group());
                }
            }
            return failed;
        }

        @Override
        public String name(Envelope.Item item) {
            if (item.id() == null) {
                return FailurePolicy.super.name(item);
            }
            String name = "message " + item.id();
            return item.received() == null
                    ? name
                    : name + " (try " + item.received() + " of " + tries
                            + (item.received() >= tries ? ", the last before the dead-letter queue)" : ")");
        }
    }
}
