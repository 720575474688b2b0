package dev.dromedary.desk.cloud.sqs;

import dev.dromedary.desk.Arns;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * A message as it was handed out.
 *
 * @param message what was sent
 * @param receipt by which it is deleted
 * @param received how often it was handed out, this time included
 * @param firstReceived when it was for the first time in this run
 */
record ReceivedMessage(SentMessage message, String receipt, int received, Instant firstReceived) {

    /**
     * What SQS itself says of it.
     *
     * @param region as ARNs name it
     * @return values by AWS's names
     * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html">
     *     MessageSystemAttributeNames</a>
     */
    Map<String, String> systemAttributes(String region) {
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("ApproximateReceiveCount", Integer.toString(received));
        attributes.put("SentTimestamp", Long.toString(message.sent().toEpochMilli()));
        attributes.put("SenderId", Arns.ACCOUNT);
        attributes.put("ApproximateFirstReceiveTimestamp", Long.toString(firstReceived.toEpochMilli()));
        put(attributes, "SequenceNumber", message.sequence());
        put(attributes, "MessageDeduplicationId", message.deduplicationId());
        put(attributes, "MessageGroupId", message.group());
        if (message.deadLetterOf() != null) {
            attributes.put("DeadLetterQueueSourceArn", arn(region, message.deadLetterOf()));
        }
        return attributes;
    }

    private static void put(Map<String, String> attributes, String name, String value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }

    static String arn(String region, String queue) {
        return Arns.of("sqs", region, queue);
    }
}
