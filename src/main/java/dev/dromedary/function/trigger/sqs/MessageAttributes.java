package dev.dromedary.function.trigger.sqs;

import dev.dromedary.function.runtime.Described;
import dev.dromedary.function.runtime.Fields;
import dev.dromedary.function.runtime.UnexpectedEventException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * The attributes that a sender gave a message, as the SDK has them, and their values as Camel's {@code aws2-sqs} consumer makes
 * them: text (plain numbers too), numbers of the types that Camel's producer labels (such as {@code Number.int}), and {@link
 * SdkBytes}.
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
     * @return them by their names, whatever the names; an attribute without a value is left out
     */
    static Map<String, MessageAttributeValue> ofMessage(Map<String, Object> message) {
        return read(Fields.object(message, "messageAttributes"), "dataType", "stringValue", "binaryValue");
    }

    /**
     * The attributes of a notification of SNS.
     *
     * @param notification fields {@code MessageAttributes}: {@code {"name": {"Type": …, "Value": …}}}
     * @return them by their names, whatever the names
     */
    static Map<String, MessageAttributeValue> ofNotification(Map<String, Object> notification) {
        return read(Fields.object(notification, "MessageAttributes"), "Type", "Value", "Value");
    }

    private static Map<String, MessageAttributeValue> read(
            Map<String, Object> attributes, String type, String text, String binary) {
        Map<String, MessageAttributeValue> read = new LinkedHashMap<>();
        for (String name : attributes.keySet()) {
            Map<String, Object> attribute = Fields.object(attributes, name);
            String kind = Fields.text(attribute, type);
            boolean bytes = kind != null && (kind.equals("Binary") || kind.startsWith("Binary."));
            String value = Fields.text(attribute, bytes ? binary : text);
            if (value != null) {
                MessageAttributeValue.Builder built =
                        MessageAttributeValue.builder().dataType(kind);
                read.put(name, (bytes ? built.binaryValue(bytes(name, value)) : built.stringValue(value)).build());
            }
        }
        return read;
    }

    private static SdkBytes bytes(String name, String value) {
        try {
            return SdkBytes.fromByteArray(Base64.getDecoder().decode(value));
        } catch (IllegalArgumentException e) {
            throw new UnexpectedEventException(
                    "base64 in the message attribute " + Described.text(name), "text that is none");
        }
    }

    /** The value as a header of the attribute's own name. */
    static Object value(MessageAttributeValue attribute) {
        if (attribute.binaryValue() != null) {
            return attribute.binaryValue();
        }
        String kind = attribute.dataType();
        String value = attribute.stringValue();
        try {
            return switch (kind == null ? "String" : kind) {
                case "Number.Boolean" -> value.equals("1");
                case "Number.byte" -> Byte.valueOf(value);
                case "Number.short" -> Short.valueOf(value);
                case "Number.int" -> Integer.valueOf(value);
                case "Number.long" -> Long.valueOf(value);
                case "Number.float" -> Float.valueOf(value);
                case "Number.double" -> Double.valueOf(value);
                // Camel makes nothing of labels that are not its own; the text is there all the same.
                default -> value;
            };
        } catch (NumberFormatException e) {
            // SQS checks the type but not the label behind it.
            return value;
        }
    }
}
