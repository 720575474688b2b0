package dev.dromedary.desk.cloud.sqs;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The messages of one queue, oldest first. Guarded by the lock of {@link Queues}. */
final class MessageQueue {
    private final String name;
    private final InstantSource clock;
    private final QueueFile file;
    private final Map<String, WaitingMessage> messages = new LinkedHashMap<>();
    private final RecentMessages recent = new RecentMessages();
    private final Set<String> deadLettered = new HashSet<>();
    private QueueSettings settings;
    private long numbers;
    private int sent;
    private int deleted;

    /** With the messages of an earlier run that were not deleted. */
    MessageQueue(String name, QueueSettings settings, QueueFile file, InstantSource clock) {
        this.name = name;
        this.settings = settings;
        this.file = file;
        this.clock = clock;
        file.read((message, received, waiting) -> {
            if (waiting) {
                messages.put(message.id(), new WaitingMessage(message, message.sent(), received));
            }
            if (message.sequence() != null) {
                numbers = Math.max(numbers, Long.parseLong(message.sequence()));
            }
            recent.remember(message);
        });
    }

    String name() {
        return name;
    }

    /** The bodies of the messages that are in it, the oldest first. */
    List<String> waiting(int most) {
        return messages.values().stream()
                .limit(most)
                .map(waiting -> waiting.message().body())
                .toList();
    }

    QueueSettings settings() {
        return settings;
    }

    void change(QueueSettings changed) {
        settings = changed;
    }

    private boolean fifo() {
        return QueueNames.isFifo(name);
    }

    /** What was sent, or in a FIFO queue what was sent before under the same deduplication id. */
    SentMessage send(MessageDraft draft) {
        draft.check(fifo(), settings.contentBased());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String deduplicationId = fifo() ? draft.deduplicationIdOrDigest() : null;
        Optional<SentMessage> earlier = recent.find(deduplicationId, now);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        SentMessage message = new SentMessage(
                UUID.randomUUID().toString(),
                draft.body(),
                draft.attributes(),
                draft.group(),
                deduplicationId,
                nextNumber(),
                now,
                null,
                null);
        Duration delay = draft.delaySeconds() == null ? settings.delay() : Duration.ofSeconds(draft.delaySeconds());
        add(message, now.plus(delay));
        recent.remember(message);
        sent++;
        return message;
    }

    /** Takes a message from the queue whose dead letters this one gets. */
    void addDeadLetter(String from, SentMessage message, String reason) {
        add(message.deadLetter(from, nextNumber(), reason), clock.instant());
    }

    private String nextNumber() {
        // Fixed width, so that they are in order as texts.
        return fifo() ? String.format("%020d", ++numbers) : null;
    }

    private void add(SentMessage message, Instant visible) {
        try {
            file.append(message);
        } catch (IOException e) {
            throw SdkClientException.create("The embedded SQS could not write the message: " + e.getMessage(), e);
        }
        messages.put(message.id(), new WaitingMessage(message, visible, 0));
    }

    /**
     * Hands messages out.
     *
     * @param most how many at most
     * @param visibility how long they are hidden then
     * @param early whether to hand out messages that are delayed, too
     * @param deadLetters takes what was handed out too often; it is no longer in this queue when that returns
     */
    List<ReceivedMessage> receive(int most, Duration visibility, boolean early, Consumer<SentMessage> deadLetters) {
        Instant now = clock.instant();
        Set<String> locked = new HashSet<>();
        if (fifo()) {
            messages.values().stream()
                    .filter(each -> each.inFlight(now))
                    .forEach(each -> locked.add(each.message().group()));
        }
        List<ReceivedMessage> batch = new ArrayList<>();
        Iterator<WaitingMessage> all = messages.values().iterator();
        while (all.hasNext() && batch.size() < most) {
            WaitingMessage each = all.next();
            String group = each.message().group();
            if (each.inFlight(now) || fifo() && locked.contains(group)) {
                continue;
            }
            if (each.delayed(now) && !early) {
                locked.add(group);
                continue;
            }
            if (settings.deadLetters() != null && each.received() >= settings.maximumReceives()) {
                deadLetters.accept(each.message());
                deadLettered.add(each.message().id());
                all.remove();
            } else {
                batch.add(each.receive(now, now.plus(visibility)));
            }
        }
        return batch;
    }

    void delete(String handle) {
        WaitingMessage message = messages.get(WaitingMessage.idOf(handle));
        if (message == null) {
            return;
        }
        boolean current = message.has(handle);
        if (fifo() && !(current && message.inFlight(clock.instant()))) {
            throw SqsErrors.invalid("ReceiptHandle", handle, "The receipt handle has expired.");
        }
        if (current) {
            messages.remove(message.message().id());
            deleted++;
        }
    }

    void changeVisibility(String handle, Duration visibility) {
        Instant now = clock.instant();
        WaitingMessage message = messages.get(WaitingMessage.idOf(handle));
        if (message == null || !message.has(handle)) {
            throw SqsErrors.invalid(
                    "ReceiptHandle",
                    handle,
                    "Message does not exist or is not available for visibility" + " timeout change.");
        }
        if (!message.inFlight(now)) {
            throw SqsErrors.notInFlight();
        }
        message.hideUntil(now.plus(visibility));
    }

    void purge() {
        deleted += messages.size();
        messages.clear();
    }

    QueueCounts counts() {
        Instant now = clock.instant();
        int inFlight = (int)
                messages.values().stream().filter(each -> each.inFlight(now)).count();
        int delayed = (int)
                messages.values().stream().filter(each -> each.delayed(now)).count();
        return new QueueCounts(name, sent, deleted, deadLettered.size(), messages.size(), inFlight, delayed);
    }

    void close() throws IOException {
        Map<String, Integer> waiting = new HashMap<>();
        messages.forEach((id, message) -> waiting.put(id, message.received()));
        file.close(waiting, deadLettered);
    }
}
