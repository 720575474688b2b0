package dev.dromedary.desk.operations;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Looks for what failed in queues. SQS shows messages only by handing them out, so what is looked at is hidden from others for some
 * seconds, and is counted as received.
 */
final class FailedMessages {

    /** So many messages of a queue are looked at. */
    static final int MOST = 200;

    private static final int HIDDEN_SECONDS = 5;

    private final FailureQueues queues;

    FailedMessages(FailureQueues queues) {
        this.queues = queues;
    }

    /**
     * The queues of a route that hold an event about a thing.
     *
     * @param thing as the ledger calls it: {@code bucket/key}
     */
    List<FailureQueue> about(DeployedRoute route, String thing) {
        List<FailureQueue> found = new ArrayList<>();
        for (FailureQueue queue : queues.all()) {
            if (queue.route().equals(route) && holds(queue, thing)) {
                found.add(queue);
            }
        }
        return found;
    }

    private boolean holds(FailureQueue queue, String thing) {
        Optional<String> url = queues.url(queue.name());
        return url.isPresent()
                && queues.countAt(url.get()) > 0
                && bodies(url.get()).stream()
                        .flatMap(body -> FailureQueues.event(body).stream())
                        .anyMatch(event -> isAbout(queue.route(), event, thing));
    }

    private List<String> bodies(String url) {
        List<String> bodies = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        while (bodies.size() < MOST) {
            List<Message> messages = queues.sqs()
                    .receiveMessage(request ->
                            request.queueUrl(url).maxNumberOfMessages(10).visibilityTimeout(HIDDEN_SECONDS))
                    .messages();
            List<Message> fresh = messages.stream()
                    .filter(message -> seen.add(message.messageId()))
                    .toList();
            fresh.forEach(message -> bodies.add(message.body()));
            if (fresh.isEmpty()) {
                return bodies;
            }
        }
        return bodies;
    }

    private static boolean isAbout(DeployedRoute route, Map<String, Object> event, String thing) {
        try {
            return route.arrivals(event).stream()
                    .anyMatch(arrival -> arrival.ledgerItem().equals(thing));
        } catch (RuntimeException e) {
            // Not an event of this trigger, which may be why it failed.
            return false;
        }
    }
}
