package dev.dromedary.desk.source;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** The event that Lambda makes of received messages. */
public final class QueueEvent {

    private QueueEvent() {}

    /**
     * Makes the event.
     *
     * @param arn of the queue; it names the region, and its end tells whether the queue is FIFO
     * @param messages received with all their attributes
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Example SQS event</a>
     */
    public static Map<String, Object> of(String arn, List<Message> messages) {
        return Map.of(
                "Records",
                messages.stream().map(message -> record(arn, message)).toList());
    }

    private static Map<String, Object> record(String arn, Message message) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        message.messageAttributes().forEach((name, value) -> attributes.put(name, attribute(value)));
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("messageId", message.messageId());
        record.put("receiptHandle", message.receiptHandle());
        record.put("body", message.body());
        record.put("attributes", new LinkedHashMap<>(message.attributesAsStrings()));
        record.put("messageAttributes", attributes);
        record.put("md5OfBody", message.md5OfBody());
        record.put("eventSource", "aws:sqs");
        record.put("eventSourceARN", arn);
        record.put("awsRegion", arn.split(":")[3]);
        return record;
    }

    private static Map<String, Object> attribute(MessageAttributeValue value) {
        Map<String, Object> attribute = new LinkedHashMap<>();
        if (value.binaryValue() == null) {
            attribute.put("stringValue", value.stringValue());
        } else {
            attribute.put(
                    "binaryValue",
                    Base64.getEncoder().encodeToString(value.binaryValue().asByteArray()));
        }
        attribute.put("stringListValues", List.of());
        attribute.put("binaryListValues", List.of());
        attribute.put("dataType", value.dataType());
        return attribute;
    }
}
