package dev.dromedary.desk.operations;

import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.UnexpectedEventException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * The queues of a pipeline that hold what failed.
 *
 * @param sqs where they are
 * @param deployment the pipeline
 */
public record FailureQueues(SqsClient sqs, Deployment deployment) {

    /** All that the pipeline's functions may have; not every one has to be there. */
    public List<FailureQueue> all() {
        List<FailureQueue> queues = new ArrayList<>();
        for (DeployedRoute route : deployment.routes()) {
            if (route.deadLetters().isPresent()) {
                queues.add(new FailureQueue(route, route.deadLetters().get(), FailureQueue.Kind.DEAD_LETTERS));
            } else {
                queues.add(new FailureQueue(route, route.onFailureQueue(), FailureQueue.Kind.ON_FAILURE));
                queues.add(new FailureQueue(route, route.undeliveredQueue(), FailureQueue.Kind.UNDELIVERED));
            }
        }
        return queues;
    }

    /** The URL of a queue, or none if it is not there. */
    Optional<String> url(String name) {
        try {
            return Optional.of(
                    sqs.getQueueUrl(request -> request.queueName(name)).queueUrl());
        } catch (QueueDoesNotExistException e) {
            return Optional.empty();
        }
    }

    /** About how many messages a queue holds, also those that somebody looks at just now; 0 if it is not there. */
    public int count(FailureQueue queue) {
        return url(queue.name()).map(this::countAt).orElse(0);
    }

    int countAt(String url) {
        Map<QueueAttributeName, String> attributes = sqs.getQueueAttributes(request -> request.queueUrl(url)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes();
        return attributes.values().stream().mapToInt(Integer::parseInt).sum();
    }

    /** The event in a message: what a failed invocation got, or the message itself; none if it is no JSON object. */
    @SuppressWarnings("unchecked")
    static Optional<Map<String, Object>> event(String body) {
        try {
            Map<String, Object> document = JsonDocument.parse(body);
            return Optional.of(
                    document.get("requestPayload") instanceof Map<?, ?> payload
                            ? (Map<String, Object>) payload
                            : document);
        } catch (UnexpectedEventException e) {
            return Optional.empty();
        }
    }
}
