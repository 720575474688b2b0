package dev.dromedary.function.steps.outbox;

import dev.dromedary.function.records.EscapedText;
import dev.dromedary.function.steps.Correlation;
import dev.dromedary.function.steps.DynamoDbItem;
import dev.dromedary.function.steps.ItemAttribute;
import dev.dromedary.function.steps.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A message that is stored and not sent yet.
 *
 * @param hash its key in the table
 * @param revision the revision in which it got this text
 * @param group its message group
 * @param text what is sent: JSON
 * @param correlationId names the first cause
 */
public record OutboxMessage(String hash, long revision, String group, String text, String correlationId) {

    static final String HASH = "hash";
    static final String REVISION = "revision";
    static final String MESSAGE_ID = "message_id";
    static final String MESSAGE = "message";
    static final String SENT = "sent";
    private static final String GROUP = "message_group";
    private static final String CORRELATION_ID = "correlation_id";

    /** The message of some fields. */
    static OutboxMessage of(
            String prefix, String field, Map<String, Object> fields, long revision, String correlationId) {
        Object value = fields.get(field);
        if (value == null) {
            throw new IllegalStateException("outbox:store tells messages apart by the field " + field
                    + ", which one of them does not have; it has " + fields.keySet());
        }
        return new OutboxMessage(
                Correlation.sha256(prefix + value),
                revision,
                Correlation.sha256(value.toString()),
                // As it is sent: what is stored and what is asked for later is the same text.
                EscapedText.escapeCharacters(JsonText.line(fields), EscapedText::isInXml),
                correlationId);
    }

    /** A message as it was stored. */
    static OutboxMessage of(Map<String, AttributeValue> item) {
        return new OutboxMessage(
                item.get(HASH).s(),
                Long.parseLong(item.get(REVISION).n()),
                item.get(GROUP).s(),
                item.get(MESSAGE).s(),
                item.get(CORRELATION_ID).s());
    }

    /** Tells it from every other message: the same for every attempt to send it. */
    public String messageId() {
        return hash + "-" + revision;
    }

    /**
     * The item of the message: its fields, and what the outbox needs.
     *
     * @param expires name of the attribute that holds the item's end
     * @param end seconds since 1970
     */
    Map<String, AttributeValue> item(String expires, long end) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(DynamoDbItem.ofJson("message", text));
        item.putAll(ItemAttribute.all(Map.of(
                HASH, hash,
                REVISION, revision,
                MESSAGE_ID, messageId(),
                GROUP, group,
                MESSAGE, text,
                CORRELATION_ID, correlationId,
                SENT, false,
                expires, end)));
        return item;
    }

    Map<String, AttributeValue> key() {
        return Map.of(HASH, AttributeValue.fromS(hash));
    }
}
