package dev.dromedary.desk.emulator;

import dev.dromedary.function.runtime.JsonDocument;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The queues of a plan with their dead-letter queues, and the queues that stand for functions. */
final class PlannedQueues {

    /** The longest that SQS keeps a message, in seconds: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
    private static final String FOURTEEN_DAYS = "1209600";

    private final Part plan;
    private final Names names;
    private final SqsClient sqs;

    PlannedQueues(Part plan, Names names, SqsClient sqs) {
        this.plan = plan;
        this.names = names;
        this.sqs = sqs;
    }

    void create() {
        plan.parts("queues").values().forEach(this::create);
        plan.parts("functions").forEach((id, function) -> {
            // Else it reads a queue of its own.
            if (Inputs.isInvoked(plan, id, function)) {
                // Nobody else takes an event as long as the function may be at work on it.
                String visibility = Integer.toString(function.number("timeout") + 30);
                create(Inputs.inputQueue(function, names), Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, visibility));
            }
        });
    }

    private void create(Part queue) {
        String deadLetters = names.fill(queue.text("deadLetters"));
        create(deadLetters, Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, FOURTEEN_DAYS));
        Map<QueueAttributeName, String> attributes = new HashMap<>();
        queue.optional("visibilityTimeout")
                .ifPresent(seconds -> attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, seconds));
        if (queue.is("contentBasedDeduplication")) {
            attributes.put(QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true");
        }
        attributes.put(
                QueueAttributeName.REDRIVE_POLICY,
                JsonDocument.write(Map.of(
                        "deadLetterTargetArn", arn(deadLetters), "maxReceiveCount", queue.number("maxReceiveCount"))));
        create(names.fill(queue.text("name")), attributes);
    }

    /** Attributes are set afterwards: creating a queue again with other ones would fail. */
    void create(String name, Map<QueueAttributeName, String> attributes) {
        Map<QueueAttributeName, String> kind =
                name.endsWith(".fifo") ? Map.of(QueueAttributeName.FIFO_QUEUE, "true") : Map.of();
        String url = sqs.createQueue(create -> create.queueName(name).attributes(kind))
                .queueUrl();
        if (!attributes.isEmpty()) {
            sqs.setQueueAttributes(set -> set.queueUrl(url).attributes(attributes));
        }
    }

    /** The ARN of a queue by its real name. */
    String arn(String name) {
        return names.arn("sqs", name);
    }

    /** The ARN of what a notification of a bucket goes to: a queue of the plan, or a function's input. */
    String target(Part notification) {
        return arn(notification
                .optional("queue")
                .map(queue -> Inputs.queueName(plan, queue, names))
                .orElseGet(() -> Inputs.inputQueue(plan.parts("functions").get(notification.text("function")), names)));
    }
}
