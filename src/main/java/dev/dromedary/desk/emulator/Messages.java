package dev.dromedary.desk.emulator;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Messages as Lambda hands them to a function: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
public final class Messages {

    private Messages() {}

    /**
     * The event for a batch of messages.
     *
     * @param messages messages that were received with all their attributes
     * @param queueArn ARN of their queue
     * @param region such as {@code us-east-1}
     * @return the event
     */
    public static Map<String, Object> event(List<Message> messages, String queueArn, String region) {
        return Map.of(
                "Records",
                messages.stream().map(each -> record(each, queueArn, region)).toList());
    }

    private static Map<String, Object> record(Message message, String queueArn, String region) {
        Map<String, Object> attributes = new TreeMap<>();
        message.messageAttributes().forEach((name, value) -> attributes.put(name, attribute(value)));
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("messageId", message.messageId());
        record.put("receiptHandle", message.receiptHandle());
        record.put("body", message.body());
        record.put("attributes", message.attributesAsStrings());
        record.put("messageAttributes", attributes);
        record.put("md5OfBody", message.md5OfBody());
        record.put("eventSource", "aws:sqs");
        record.put("eventSourceARN", queueArn);
        record.put("awsRegion", region);
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
