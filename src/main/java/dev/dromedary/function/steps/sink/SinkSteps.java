package dev.dromedary.function.steps.sink;

import dev.dromedary.function.steps.RecordsEndpoint;
import org.apache.camel.Producer;

/** The steps that send batches of records, with the options of their endpoint. */
public final class SinkSteps {

    private static final int MOST_CALLS = 32;
    private static final int LEAST_BYTES = 1024;

    private SinkSteps() {}

    /** {@code records:send}. */
    public static Producer send(RecordsEndpoint endpoint) {
        return producer(endpoint, QueueSink.of(endpoint));
    }

    /** {@code records:put}. */
    public static Producer put(RecordsEndpoint endpoint) {
        return producer(endpoint, TableSink.of(endpoint));
    }

    /** {@code records:stream}. */
    public static Producer stream(RecordsEndpoint endpoint) {
        return producer(
                endpoint, endpoint.getStream() != null ? StreamSink.of(endpoint) : DeliveryStreamSink.of(endpoint));
    }

    private static Producer producer(RecordsEndpoint endpoint, SinkKind kind) {
        return new SinkProducer(endpoint, kind, endpoint.getConcurrency(), endpoint.isOrdered());
    }

    /**
     * Looks at the options of one of the steps.
     *
     * @throws IllegalArgumentException with one sentence if the step can't work with them
     */
    public static void check(RecordsEndpoint endpoint) {
        if (endpoint.getConcurrency() < 1 || endpoint.getConcurrency() > MOST_CALLS) {
            throw wrong(endpoint, "concurrency", endpoint.getConcurrency(), "1 to " + MOST_CALLS);
        }
        String queue = endpoint.getQueue();
        if (queue != null) {
            boolean fifo = new QueueName(queue).isFifo();
            if (fifo && endpoint.getGroupId() == null) {
                throw new IllegalArgumentException(
                        endpoint.step()
                                + " needs the option groupId, the column whose value is the message group, as the queue is a FIFO one");
            }
            int bytes = endpoint.getMaximumBytes();
            if (bytes < LEAST_BYTES || bytes > QueueSink.MOST_BYTES) {
                throw wrong(endpoint, "maximumBytes", bytes, LEAST_BYTES + " to " + QueueSink.MOST_BYTES);
            }
        }
        if (endpoint.getTable() != null) {
            TableKey.all(endpoint.getKey());
        }
        boolean grouped = endpoint.getGroupId() != null || endpoint.getPartitionKey() != null;
        if (endpoint.isOrdered() && !grouped) {
            throw new IllegalArgumentException("The option ordered of " + endpoint.step()
                    + " keeps the order of records of one groupId or partitionKey; set that, too");
        }
    }

    private static IllegalArgumentException wrong(RecordsEndpoint endpoint, String option, int value, String allowed) {
        return new IllegalArgumentException(
                "The option " + option + " of " + endpoint.step() + " is " + value + "; it has to be " + allowed);
    }
}
