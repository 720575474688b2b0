package dev.dromedary.lambda;

import java.math.BigDecimal;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The attributes that a sender gave a message, as Camel's {@code aws2-sqs} consumer reads them: text, numbers of the types
 * that Camel's producer labels (such as {@code Number.int}), and bytes.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html">
 *     Message attributes</a>
 */
final class MessageAttributes {

    private MessageAttributes() {}

    /**
     * The attributes of a message of SQS.
     *
     * @param message fields {@code messageAttributes}: {@code {"name": {"dataType": …, "stringValue": …}}}
     * @return their values by their names, whatever the names; an attribute without a value is left out
     */
    static Map<String, Object> ofMessage(Map<String, Object> message) {
        return read(Fields.object(message, "messageAttributes"), "dataType", "stringValue", "binaryValue");
    }

    /**
     * The attributes of a notification of SNS.
     *
     * @param notification fields {@code MessageAttributes}: {@code {"name": {"Type": …, "Value": …}}}
     * @return their values by their names, whatever the names
     */
    static Map<String, Object> ofNotification(Map<String, Object> notification) {
        return read(Fields.object(notification, "MessageAttributes"), "Type", "Value", "Value");
    }

    private static Map<String, Object> read(Map<String, Object> attributes, String type, String text, String binary) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name : attributes.keySet()) {
            Map<String, Object> attribute = Fields.object(attributes, name);
            String kind = Fields.text(attribute, type);
            boolean bytes = kind != null && (kind.equals("Binary") || kind.startsWith("Binary."));
            String value = Fields.text(attribute, bytes ? binary : text);
            if (value != null) {
                values.put(name, bytes ? bytes(name, value) : value(kind, value));
            }
        }
        return values;
    }

    private static byte[] bytes(String name, String value) {
        try {
            return Base64.getDecoder().decode(value);
        } catch (IllegalArgumentException e) {
            throw new UnexpectedEventException(
                    "base64 in the message attribute " + Described.text(name), "text that is none");
        }
    }

    private static Object value(String kind, String value) {
        try {
            return switch (kind == null ? "String" : kind) {
                case "Number" -> number(value);
                case "Number.Boolean" -> value.equals("1");
                case "Number.byte" -> Byte.valueOf(value);
                case "Number.short" -> Short.valueOf(value);
                case "Number.int" -> Integer.valueOf(value);
                case "Number.long" -> Long.valueOf(value);
                case "Number.float" -> Float.valueOf(value);
                case "Number.double" -> Double.valueOf(value);
                default -> value;
            };
        } catch (NumberFormatException e) {
            // SQS checks the type but not the label behind it.
            return value;
        }
    }

    private static Number number(String value) {
        try {
            return Long.valueOf(value);
        } catch (NumberFormatException e) {
            return new BigDecimal(value);
        }
    }
}
