package dev.dromedary.desk.cloud.sqs;

import dev.dromedary.desk.cloud.DeliveryFailure;
import dev.dromedary.desk.cloud.Pending;
import dev.dromedary.desk.cloud.Workers;
import dev.dromedary.desk.source.Feed;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads queues for functions, as Lambda's event source mappings do, on daemon threads. What differs from Lambda: nothing
 * waits for time to pass. A batch is what is there, up to its size, without a batch window; a delayed message counts as
 * there; a message that failed comes again at once, so that it soon is handled or a dead letter.
 *
 * <p>As on AWS, what a failure holds up in its message group counts as received, too, and so can become a dead letter
 * without having been tried.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html">How Lambda polls queues</a>
 */
public final class QueuePollers implements Queues.Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QueuePollers.class);

    private final Map<String, QueueSubscription> pollers = new ConcurrentHashMap<>();
    private final EmbeddedSqs sqs;
    private final Pending pending;
    private final DeliveryFailure failures;
    private final Workers workers;
    private volatile boolean open;

    /**
     * Nothing is read before {@link #start}.
     *
     * @param threads how many batches are worked on at the same time
     * @param pending counts messages from when they are sent until they are handled
     * @param failures is told of dead letters
     */
    public QueuePollers(EmbeddedSqs sqs, int threads, Pending pending, DeliveryFailure failures) {
        this.sqs = sqs;
        this.pending = pending;
        this.failures = failures;
        this.workers = new Workers("embedded-sqs", threads);
        sqs.queues().listen(this);
    }

    /**
     * Makes the queue that a function's trigger names, and subscribes the function to it.
     *
     * @param queue which queue, and how
     * @param name what failures call the function
     * @param function gets a batch as Lambda's event, the oldest message first, and returns why messages have to come
     *     again, by their message ids; all others are done. All come again if it throws
     * @throws IllegalArgumentException in one sentence, if the queue has a subscriber: they would share its messages
     */
    public void subscribe(
            Feed.Messages queue, String name, Function<Map<String, Object>, Map<String, String>> function) {
        QueueSettings settings = QueueSettings.conventional(
                queue.queue(), Duration.ofSeconds(queue.visibilityTimeout()), queue.maxReceiveCount());
        sqs.queues().set(queue.queue(), settings);
        int concurrency = Math.min(queue.concurrency(), workers.count());
        QueueSubscription poller =
                new QueueSubscription(sqs, queue.queue(), name, queue.batchSize(), concurrency, function);
        QueueSubscription other = pollers.putIfAbsent(queue.queue(), poller);
        if (other != null) {
            throw new IllegalArgumentException(name + " and " + other.name() + " both read the queue " + queue.queue()
                    + "; each of its messages would go to only one of them, so give each a queue of its own");
        }
        available(queue.queue());
    }

    /** Begins to read the queues, with what is in them. */
    public void start() {
        open = true;
        pollers.keySet().forEach(this::available);
    }

    @Override
    public void available(String queue) {
        QueueSubscription poller = pollers.get(queue);
        if (open && poller != null && poller.begin()) {
            pending.begin();
            submit(poller);
        }
    }

    private void submit(QueueSubscription poller) {
        try {
            workers.execute(() -> work(poller));
        } catch (RejectedExecutionException e) {
            // Closed; the messages stay in the queue.
            pending.end();
        }
    }

    /** One batch at a time, so that no queue keeps the others waiting. */
    private void work(QueueSubscription poller) {
        boolean more = false;
        try {
            more = open && poller.handleBatch(() -> available(poller.queue()));
        } catch (Throwable e) {
            poller.abandon();
            report(poller, "", e);
        } finally {
            if (more) {
                submit(poller);
            } else {
                pending.end();
            }
        }
    }

    @Override
    public String deadLetter(String queue, SentMessage message, String deadLetters) {
        QueueSubscription poller = pollers.get(queue);
        if (poller == null) {
            return null;
        }
        String reason = poller.reason(message.id());
        String sentence = reason.replaceFirst("\\.$", "") + "; the message is in the queue " + deadLetters + " now";
        report(poller, message.body(), new IllegalStateException(sentence));
        return reason;
    }

    private void report(QueueSubscription poller, String body, Throwable cause) {
        try {
            failures.failed(poller.name(), body, cause);
        } catch (RuntimeException e) {
            e.addSuppressed(cause);
            LOG.error("The failure of {} could not be reported", poller.name(), e);
        }
    }

    /** Lets batches that are being worked on end, for at most ten seconds. All others stay in their queues. */
    @Override
    public void close() {
        open = false;
        workers.close();
    }
}
