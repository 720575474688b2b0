package dev.dromedary.desk.cloud.sqs;

import dev.dromedary.desk.cloud.EmbeddedCloudException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** All queues by their names, under one lock, as messages move between them. Errors are those of SQS. */
final class Queues {
    private final NavigableMap<String, MessageQueue> queues = new TreeMap<>();
    private final Path folder;
    private final InstantSource clock;
    private Listener listener = Listener.NONE;

    Queues(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    synchronized void listen(Listener newListener) {
        listener = newListener;
    }

    /** Makes a queue with its dead-letter queue, unless it is there. */
    synchronized void ensure(String name) {
        QueueNames.check(name);
        if (!queues.containsKey(name)) {
            set(name, QueueNames.isDeadLetters(name) ? QueueSettings.plain(name) : QueueSettings.conventional(name));
        }
    }

    /** Makes a queue with its dead-letter queue, or changes how it works. */
    synchronized void set(String name, QueueSettings settings) {
        QueueNames.check(name);
        String deadLetters = settings.deadLetters();
        if (deadLetters != null) {
            QueueNames.check(deadLetters);
            open(deadLetters, QueueSettings.plain(deadLetters));
        }
        open(name, settings).change(settings);
    }

    /** Makes a queue as a client asks for it. */
    synchronized void create(String name, QueueSettings settings) {
        QueueNames.check(name);
        checkDeadLetters(name, settings);
        open(name, settings);
    }

    private MessageQueue open(String name, QueueSettings settings) {
        return queues.computeIfAbsent(
                name, each -> new MessageQueue(name, settings, new QueueFile(folder.resolve(name + ".ndjson")), clock));
    }

    private void checkDeadLetters(String name, QueueSettings settings) {
        String deadLetters = settings.deadLetters();
        if (deadLetters != null && !queues.containsKey(deadLetters)) {
            throw SqsErrors.invalid("RedrivePolicy", deadLetters, "Dead letter target does not exist.");
        }
        if (deadLetters != null && QueueNames.isFifo(deadLetters) != QueueNames.isFifo(name)) {
            throw SqsErrors.invalid(
                    "RedrivePolicy", deadLetters, "Dead-letter queue must be same type of queue as the" + " source.");
        }
    }

    synchronized boolean has(String name) {
        return queues.containsKey(name);
    }

    synchronized QueueSettings settings(String name) {
        return find(name).settings();
    }

    /** @throws AwsServiceException if there is none of that name */
    private MessageQueue find(String name) {
        MessageQueue queue = queues.get(name);
        if (queue == null) {
            throw SqsErrors.noSuchQueue();
        }
        return queue;
    }

    synchronized List<String> names(String prefix) {
        return queues.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
    }

    synchronized SentMessage send(String name, MessageDraft draft) {
        SentMessage message = find(name).send(draft);
        listener.available(name);
        return message;
    }

    /** @param visibility null for the queue's */
    synchronized List<ReceivedMessage> receive(String name, int most, Duration visibility, boolean early) {
        MessageQueue queue = find(name);
        Duration hidden = visibility == null ? queue.settings().visibility() : visibility;
        return queue.receive(most, hidden, early, message -> moveDeadLetter(queue, message));
    }

    private void moveDeadLetter(MessageQueue queue, SentMessage message) {
        String deadLetters = queue.settings().deadLetters();
        String reason = listener.deadLetter(queue.name(), message, deadLetters);
        find(deadLetters).addDeadLetter(queue.name(), message, reason);
        listener.available(deadLetters);
    }

    synchronized void delete(String name, String receipt) {
        find(name).delete(receipt);
        // The next message of its group is free.
        listener.available(name);
    }

    synchronized void changeVisibility(String name, String receipt, Duration visibility) {
        find(name).changeVisibility(receipt, visibility);
        listener.available(name);
    }

    synchronized void purge(String name) {
        find(name).purge();
    }

    synchronized List<String> waiting(String name, int most) {
        return find(name).waiting(most);
    }

    synchronized QueueCounts counts(String name) {
        return find(name).counts();
    }

    synchronized List<QueueCounts> counts() {
        return queues.values().stream().map(MessageQueue::counts).toList();
    }

    /** Notes in each file what became of the messages. */
    synchronized void close() {
        for (MessageQueue queue : queues.values()) {
            try {
                queue.close();
            } catch (IOException e) {
                throw new EmbeddedCloudException("The file of the queue " + queue.name() + " can't be written.", e);
            }
        }
        queues.clear();
    }

    /** Is told what happens in queues, under their lock. */
    interface Listener {

        /** Nobody listens. */
        Listener NONE = new Listener() {
            @Override
            public void available(String queue) {
                // Somebody may ask for it.
            }

            @Override
            public String deadLetter(String queue, SentMessage message, String deadLetters) {
                return null;
            }
        };

        /** A message may be handed out. */
        void available(String queue);

        /**
         * A message was handed out too often.
         *
         * @param deadLetters the queue that has it now
         * @return why the last try failed, or null
         */
        String deadLetter(String queue, SentMessage message, String deadLetters);
    }
}
