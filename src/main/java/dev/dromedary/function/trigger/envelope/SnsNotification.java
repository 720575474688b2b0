package dev.dromedary.function.trigger.envelope;

import dev.dromedary.function.runtime.Fields;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.UnexpectedEventException;
import java.util.Map;

/**
 * The notification that SNS puts around a message on its way to a queue.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html">SNS to SQS</a>
 */
public final class SnsNotification {

    private SnsNotification() {}

    /**
     * The document in a text (JSON, or null), without the notification around it if there is one.
     *
     * @throws UnexpectedEventException if the text, or that in the notification, is no JSON object, or one without fields:
     *     a message that says nothing is no reason to delete it
     */
    public static Map<String, Object> unwrap(String text) {
        Map<String, Object> outer = JsonDocument.parse(text == null ? "" : text);
        Map<String, Object> document = is(outer) ? JsonDocument.parse(Fields.text(outer, "Message")) : outer;
        if (document.isEmpty()) {
            throw new UnexpectedEventException("a document with fields in the message", "an empty one");
        }
        return document;
    }

    /** Whether a document is a notification. */
    public static boolean is(Map<String, Object> document) {
        return "Notification".equals(document.get("Type")) && document.get("Message") instanceof String;
    }
}
