package dev.dromedary.desk.cloud.sqs;

import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * A message as its queue took it, and as its line in the queue's file has it.
 *
 * @param id drawn by SQS
 * @param body the text
 * @param attributes what the sender added, by name
 * @param group message group, or null
 * @param deduplicationId null in a standard queue
 * @param sequence its number in a FIFO queue, or null
 * @param sent whole milliseconds
 * @param deadLetterOf of a dead-letter queue: the queue that it was first in, or null
 * @param reason of a dead-letter queue: why the last try failed, if that is known, or null
 */
record SentMessage(
        String id,
        String body,
        Map<String, MessageAttributeValue> attributes,
        String group,
        String deduplicationId,
        String sequence,
        Instant sent,
        String deadLetterOf,
        String reason) {

    SentMessage deadLetter(String queue, String number, String why) {
        return new SentMessage(id, body, attributes, group, deduplicationId, number, sent, queue, why);
    }

    Map<String, Object> toJson() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("message_id", id);
        line.put("sent", sent.toString());
        line.put("body", body);
        if (!attributes.isEmpty()) {
            Map<String, Object> told = new TreeMap<>();
            attributes.forEach((name, value) -> told.put(name, Map.of("type", value.dataType(), "value", text(value))));
            line.put("attributes", told);
        }
        put(line, "message_group_id", group);
        put(line, "message_deduplication_id", deduplicationId);
        put(line, "sequence_number", sequence);
        put(line, "dead_letter_of", deadLetterOf);
        put(line, "reason", reason);
        return line;
    }

    private static void put(Map<String, Object> line, String field, String value) {
        if (value != null) {
            line.put(field, value);
        }
    }

    static String text(MessageAttributeValue value) {
        return value.binaryValue() == null
                ? value.stringValue()
                : Base64.getEncoder().encodeToString(value.binaryValue().asByteArray());
    }

    /** @throws RuntimeException if it is no such line */
    static SentMessage of(Map<String, Object> line) {
        Map<String, MessageAttributeValue> attributes = new TreeMap<>();
        if (line.get("attributes") instanceof Map<?, ?> told) {
            told.forEach((name, value) -> attributes.put((String) name, attribute((Map<?, ?>) value)));
        }
        return new SentMessage(
                (String) line.get("message_id"),
                (String) line.get("body"),
                attributes,
                (String) line.get("message_group_id"),
                (String) line.get("message_deduplication_id"),
                (String) line.get("sequence_number"),
                Instant.parse((String) line.get("sent")),
                (String) line.get("dead_letter_of"),
                (String) line.get("reason"));
    }

    private static MessageAttributeValue attribute(Map<?, ?> told) {
        String type = (String) told.get("type");
        String value = (String) told.get("value");
        MessageAttributeValue.Builder attribute =
                MessageAttributeValue.builder().dataType(type);
        return type.startsWith("Binary")
                ? attribute
                        .binaryValue(SdkBytes.fromByteArray(Base64.getDecoder().decode(value)))
                        .build()
                : attribute.stringValue(value).build();
    }
}
