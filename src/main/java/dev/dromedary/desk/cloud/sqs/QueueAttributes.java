package dev.dromedary.desk.cloud.sqs;

import dev.dromedary.function.runtime.JsonDocument;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A queue's attributes as a client gives and gets them.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html">
 *     GetQueueAttributes</a>
 */
final class QueueAttributes {
    private static final List<QueueAttributeName> COMPARED = List.of(
            QueueAttributeName.VISIBILITY_TIMEOUT,
            QueueAttributeName.DELAY_SECONDS,
            QueueAttributeName.CONTENT_BASED_DEDUPLICATION,
            QueueAttributeName.REDRIVE_POLICY);

    private QueueAttributes() {}

    /**
     * Makes a queue, unless it is there and works as asked for.
     *
     * @throws AwsServiceException as SQS answers
     */
    static void create(Queues queues, CreateQueueRequest request) {
        String name = request.queueName();
        QueueNames.check(name);
        Map<QueueAttributeName, String> attributes = request.attributes();
        if (QueueNames.isFifo(name) != Boolean.parseBoolean(attributes.get(QueueAttributeName.FIFO_QUEUE))) {
            throw SqsErrors.invalid("The name of a FIFO queue ends with .fifo, and its attribute FifoQueue is true; "
                    + "neither holds for another queue.");
        }
        QueueSettings asked = QueueSettings.of(attributes);
        if (queues.has(name)) {
            checkSame(queues.settings(name), asked, attributes);
        } else {
            queues.create(name, asked);
        }
    }

    private static void checkSame(
            QueueSettings settings, QueueSettings asked, Map<QueueAttributeName, String> attributes) {
        Map<String, String> is = told(settings, "");
        Map<String, String> wanted = told(asked, "");
        for (QueueAttributeName attribute : COMPARED) {
            String name = attribute.toString();
            if (attributes.containsKey(attribute) && !wanted.get(name).equals(is.get(name))) {
                throw SqsErrors.exists(name);
            }
        }
    }

    /** Those that are asked for, or all. */
    static Map<String, String> of(Queues queues, String region, String name, List<String> asked) {
        QueueSettings settings = queues.settings(name);
        QueueCounts counts = queues.counts(name);
        Map<String, String> attributes = told(settings, region);
        attributes.values().removeIf(String::isEmpty);
        attributes.put("QueueArn", ReceivedMessage.arn(region, name));
        attributes.put("MaximumMessageSize", Integer.toString(MessageDraft.LARGEST));
        attributes.put("ReceiveMessageWaitTimeSeconds", "0");
        int visible = counts.waiting() - counts.inFlight() - counts.delayed();
        attributes.put("ApproximateNumberOfMessages", Integer.toString(visible));
        attributes.put("ApproximateNumberOfMessagesNotVisible", Integer.toString(counts.inFlight()));
        attributes.put("ApproximateNumberOfMessagesDelayed", Integer.toString(counts.delayed()));
        if (QueueNames.isFifo(name)) {
            attributes.put("FifoQueue", "true");
        } else {
            attributes.remove("ContentBasedDeduplication");
        }
        if (!asked.contains("All")) {
            attributes.keySet().retainAll(asked);
        }
        return attributes;
    }

    private static Map<String, String> told(QueueSettings settings, String region) {
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("deadLetterTargetArn", ReceivedMessage.arn(region, settings.deadLetters()));
        policy.put("maxReceiveCount", settings.maximumReceives());
        Map<String, String> attributes = new HashMap<>();
        attributes.put("VisibilityTimeout", Long.toString(settings.visibility().toSeconds()));
        attributes.put("DelaySeconds", Long.toString(settings.delay().toSeconds()));
        attributes.put("ContentBasedDeduplication", Boolean.toString(settings.contentBased()));
        attributes.put("RedrivePolicy", settings.deadLetters() == null ? "" : JsonDocument.write(policy));
        return attributes;
    }
}
