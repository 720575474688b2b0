package dev.dromedary.function.trigger.sqs;

import dev.dromedary.function.runtime.Arrival;
import dev.dromedary.function.runtime.BodyFormat;
import dev.dromedary.function.runtime.Described;
import dev.dromedary.function.runtime.Fields;
import dev.dromedary.function.runtime.HeaderFilter;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.UnexpectedEventException;
import dev.dromedary.function.trigger.envelope.QueueEnvelope;
import dev.dromedary.function.trigger.envelope.SnsNotification;
import dev.dromedary.function.trigger.eventbridge.EventBridgeReader;
import dev.dromedary.function.trigger.s3.S3Reader;
import dev.dromedary.function.trigger.sqs.LambdaSqsEndpoint.Unwrap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Reads the events of a queue: a message in an SQS queue. One exchange a message, with the body and the headers of Camel's own
 * {@code aws2-sqs} consumer: message attributes are headers of their own names, but for those that would steer Camel. A
 * message that only carries something can be unwrapped (see the option {@code unwrap}); it then yields what the trigger
 * of that something would.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Lambda and SQS</a>
 */
public record SqsReader(String queue, Unwrap unwrap, BodyFormat format, S3Reader objects, EventBridgeReader events) {

    private static final String SERVICE = QueueEnvelope.SERVICE;

    // Names of org.apache.camel.component.aws2.sqs.Sqs2Constants.
    private static final String MESSAGE_ID = "CamelAwsSqsMessageId";
    private static final String RECEIPT_HANDLE = "CamelAwsSqsReceiptHandle";
    private static final String MD5_OF_BODY = "CamelAwsSqsMD5OfBody";
    private static final String ATTRIBUTES = "CamelAwsSqsAttributes";
    private static final String MESSAGE_ATTRIBUTES = "CamelAwsSqsMessageAttributes";

    private static final String EXPECTED = "messages of an SQS queue (Records of eventSource " + SERVICE + ")";

    /** Tells now of a pattern that is none, and not with the first event. */
    void start() {
        events.start();
    }

    /** An event with one message. */
    Map<String, Object> sample() {
        String body =
                switch (unwrap) {
                    case none -> "{}";
                    case s3 -> JsonDocument.write(objects.sample());
                    case event -> JsonDocument.write(events.sample());
                    case sns ->
                        JsonDocument.write(Map.of("Type", "Notification", "MessageId", "sample", "Message", "{}"));
                };
        Map<String, Object> message = new LinkedHashMap<>(JsonDocument.parse("""
                {"messageId": "sample", "receiptHandle": "sample", "messageAttributes": {},
                 "attributes": {"ApproximateReceiveCount": "1", "MessageGroupId": "sample"},
                 "eventSource": "aws:sqs", "eventSourceARN": "arn:aws:sqs:us-east-1:000000000000:%s"}
                """.formatted(queue)));
        message.put("body", body);
        return Map.of("Records", List.of(message));
    }

    /** Messages that carry one thing each. */
    List<Map<String, Object>> parts(Map<String, Object> message) {
        if (unwrap != Unwrap.s3) {
            return List.of(message);
        }
        return objects.parts(SnsNotification.unwrap(body(message))).stream()
                .map(part -> {
                    Map<String, Object> copy = new LinkedHashMap<>(message);
                    copy.put("body", JsonDocument.write(part));
                    return copy;
                })
                .toList();
    }

    /** What a message brings. */
    List<Arrival> arrivals(Map<String, Object> message) {
        String body = body(message);
        String id = Fields.id(message, "messageId");
        if (id == null) {
            throw new UnexpectedEventException(EXPECTED, "one without messageId");
        }
        List<Arrival> carried =
                switch (unwrap) {
                    case none -> List.of(new Arrival(id, id, null, null, Map.of(), format.body(body)));
                    case s3 -> objects.arrivals(JsonDocument.parse(body));
                    case event -> events.arrivals(SnsNotification.unwrap(body));
                    case sns -> List.of(published(format, id, JsonDocument.parse(body)));
                };
        Message received = received(message);
        return carried.stream()
                .map(arrival -> arrival.withHeaders(headers(arrival.headers(), received)))
                .toList();
    }

    private static String body(Map<String, Object> message) {
        if (!SERVICE.equals(message.get("eventSource"))) {
            throw new UnexpectedEventException(EXPECTED, Described.event(message));
        }
        String body = Fields.text(message, "body");
        if (body == null) {
            throw new UnexpectedEventException(EXPECTED, "one without body");
        }
        return body;
    }

    /** SNS may deliver one notification in two messages; they have the notification's id in common. */
    private static Arrival published(BodyFormat format, String messageId, Map<String, Object> notification) {
        if (!SnsNotification.is(notification)) {
            throw new UnexpectedEventException(
                    "an SNS notification (fields Type, MessageId and Message) in the message",
                    "a document with " + Described.keys(notification));
        }
        String id = Objects.requireNonNullElse(Fields.id(notification, "MessageId"), messageId);
        Map<String, Object> headers = new LinkedHashMap<>();
        for (String field : List.of("TopicArn", "Subject", "Timestamp")) {
            put(headers, field, Fields.text(notification, field));
        }
        addAccepted(headers, MessageAttributes.ofNotification(notification));
        return new Arrival(id, id, null, null, headers, format.body(Fields.text(notification, "Message")));
    }

    /** The message as the SDK hands it to Camel's consumer. */
    private static Message received(Map<String, Object> message) {
        return Message.builder()
                .messageId(Fields.id(message, "messageId"))
                .receiptHandle(Fields.text(message, "receiptHandle"))
                .md5OfBody(Fields.text(message, "md5OfBody"))
                .attributesWithStrings(Fields.texts(message, "attributes"))
                .messageAttributes(MessageAttributes.ofMessage(message))
                .build();
    }

    /** What the sender names never stands in for what AWS says, in any case of letters. */
    private static Map<String, Object> headers(Map<String, Object> carried, Message message) {
        // Camel's headers know no case.
        Map<String, Object> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(carried);
        message.attributesAsStrings().forEach((name, value) -> {
            if (HeaderFilter.accepts(name)) {
                headers.put(name, value);
            }
        });
        put(headers, MESSAGE_ID, message.messageId());
        put(headers, RECEIPT_HANDLE, message.receiptHandle());
        put(headers, MD5_OF_BODY, message.md5OfBody());
        headers.put(ATTRIBUTES, message.attributes());
        headers.put(MESSAGE_ATTRIBUTES, message.messageAttributes());
        addAccepted(headers, message.messageAttributes());
        return headers;
    }

    private static void addAccepted(Map<String, Object> headers, Map<String, MessageAttributeValue> attributes) {
        attributes.forEach((name, attribute) -> {
            if (HeaderFilter.accepts(name)) {
                headers.putIfAbsent(name, MessageAttributes.value(attribute));
            }
        });
    }

    private static void put(Map<String, Object> headers, String name, String value) {
        if (value != null) {
            headers.put(name, value);
        }
    }
}
