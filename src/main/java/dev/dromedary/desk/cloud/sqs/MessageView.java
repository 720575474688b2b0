package dev.dromedary.desk.cloud.sqs;

import dev.dromedary.function.runtime.MessageChecksums;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** A received message, as a client and as a function gets it. */
final class MessageView {
    private final String region;

    MessageView(String region) {
        this.region = region;
    }

    /** Attributes are told only as far as the request asks for them. */
    Message ofRequest(ReceiveMessageRequest request, ReceivedMessage received) {
        SentMessage message = received.message();
        Map<String, MessageAttributeValue> attributes = new TreeMap<>(message.attributes());
        attributes.keySet().removeIf(name -> request.messageAttributeNames().stream()
                .noneMatch(asked -> asks(asked, name)));
        List<String> asked = systemAttributes(request);
        Map<MessageSystemAttributeName, String> system = new HashMap<>();
        received.systemAttributes(region).forEach((name, value) -> {
            if (asked.contains("All") || asked.contains(name)) {
                system.put(MessageSystemAttributeName.fromValue(name), value);
            }
        });
        return Message.builder()
                .messageId(message.id())
                .receiptHandle(received.receipt())
                .body(message.body())
                .md5OfBody(MessageChecksums.ofBody(message.body()))
                .messageAttributes(attributes)
                .md5OfMessageAttributes(MessageChecksums.ofAttributes(attributes))
                .attributes(system)
                .build();
    }

    /** Older clients ask in the older field. */
    @SuppressWarnings("deprecation")
    private static List<String> systemAttributes(ReceiveMessageRequest request) {
        return request.hasMessageSystemAttributeNames()
                ? request.messageSystemAttributeNamesAsStrings()
                : request.attributeNamesAsStrings();
    }

    /** {@code All}, a name, or what names begin with: {@code kind.*}. */
    private static boolean asks(String asked, String name) {
        return asked.equals("All")
                || asked.equals(name)
                || asked.endsWith(".*") && name.startsWith(asked.substring(0, asked.length() - 2));
    }

    /**
     * The event that Lambda hands to a function.
     *
     * @param queue name of the queue
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Example SQS event</a>
     */
    Map<String, Object> event(String queue, List<ReceivedMessage> batch) {
        return Map.of(
                "Records",
                batch.stream().map(received -> record(queue, received)).toList());
    }

    private Map<String, Object> record(String queue, ReceivedMessage received) {
        SentMessage message = received.message();
        Map<String, Object> attributes = new TreeMap<>();
        message.attributes().forEach((name, value) -> attributes.put(name, attribute(value)));
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("messageId", message.id());
        record.put("receiptHandle", received.receipt());
        record.put("body", message.body());
        record.put("attributes", received.systemAttributes(region));
        record.put("messageAttributes", attributes);
        record.put("md5OfBody", MessageChecksums.ofBody(message.body()));
        record.put("eventSource", "aws:sqs");
        record.put("eventSourceARN", ReceivedMessage.arn(region, queue));
        record.put("awsRegion", region);
        return record;
    }

    private static Map<String, Object> attribute(MessageAttributeValue value) {
        Map<String, Object> attribute = new LinkedHashMap<>();
        if (value.binaryValue() == null) {
            attribute.put("stringValue", value.stringValue());
        } else {
            attribute.put("binaryValue", SentMessage.text(value));
        }
        attribute.put("stringListValues", List.of());
        attribute.put("binaryListValues", List.of());
        attribute.put("dataType", value.dataType());
        return attribute;
    }
}
