package dev.dromedary.desk.cloud.sqs;

import dev.dromedary.desk.source.QueueEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** A function's place at a queue: how many work on it, and why messages failed. */
final class QueueSubscription {
    private static final Logger LOG = LoggerFactory.getLogger(QueueSubscription.class);

    private final Map<String, String> reasons = new ConcurrentHashMap<>();
    private final EmbeddedSqs sqs;
    private final String queue;
    private final String name;
    private final int batchSize;
    private final int concurrency;
    private final Function<Map<String, Object>, Map<String, String>> function;
    private int working;
    /** How often something may have come. */
    private long arrivals;

    QueueSubscription(
            EmbeddedSqs sqs,
            String queue,
            String name,
            int batchSize,
            int concurrency,
            Function<Map<String, Object>, Map<String, String>> function) {
        this.sqs = sqs;
        this.queue = queue;
        this.name = name;
        this.batchSize = batchSize;
        this.concurrency = concurrency;
        this.function = function;
    }

    String queue() {
        return queue;
    }

    String name() {
        return name;
    }

    /** Whether one more may work on the queue, in which something may have come; it counts as at work then. */
    synchronized boolean begin() {
        arrivals++;
        if (working == concurrency) {
            return false;
        }
        working++;
        return true;
    }

    private synchronized long arrivals() {
        return arrivals;
    }

    /** Ends, unless something may have come since; others that are at work would not have looked for it. */
    private synchronized boolean end(long seen) {
        if (arrivals != seen) {
            return false;
        }
        working--;
        return true;
    }

    synchronized void abandon() {
        working--;
    }

    /**
     * Hands one batch to the function.
     *
     * @param others is called before, if there may be work for others, too
     * @return whether there may be more; if not, this one no longer counts as at work
     */
    boolean handleBatch(Runnable others) {
        long seen = arrivals();
        List<ReceivedMessage> batch = sqs.queues().receive(queue, batchSize, null, true);
        if (batch.isEmpty()) {
            return !end(seen);
        }
        if (batch.size() == batchSize) {
            others.run();
        }
        Map<String, String> failed = handle(batch);
        for (ReceivedMessage received : batch) {
            String id = received.message().id();
            try {
                if (failed.containsKey(id)) {
                    reasons.put(id, failed.get(id));
                    sqs.queues().changeVisibility(queue, received.receipt(), Duration.ZERO);
                } else {
                    sqs.queues().delete(queue, received.receipt());
                    reasons.remove(id);
                }
            } catch (SqsException e) {
                LOG.warn("The message {} was worked on for longer than it was hidden, and comes again", id, e);
            }
        }
        return true;
    }

    private Map<String, String> handle(List<ReceivedMessage> batch) {
        try {
            return function.apply(QueueEvent.of(
                    sqs.view().arn(queue), batch.stream().map(sqs.view()::whole).toList()));
        } catch (Throwable e) {
            Map<String, String> failed = new HashMap<>();
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            batch.forEach(received -> failed.put(received.message().id(), reason));
            return failed;
        }
    }

    /** Why the last try of a message failed; asked once. */
    String reason(String id) {
        String reason = reasons.remove(id);
        return reason == null ? "message " + id + ": not handled in earlier runs" : reason;
    }
}
