package dev.dromedary.function.runtime;

import dev.dromedary.function.runtime.LambdaEndpoint.BodyFormat;
import dev.dromedary.function.runtime.LambdaEndpoint.Unwrap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * {@code lambda:queue}: a message in an SQS queue. One exchange a message, with the body and the headers of Camel's own
 * {@code aws2-sqs} consumer: message attributes are headers of their own names, but for those that would steer Camel. A
 * message that only carries something can be unwrapped (see the option {@code unwrap}); it then yields what the trigger
 * of that something would.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Lambda and SQS</a>
 */
final class QueueTrigger implements Trigger {

    /** What the records of a queue have as their {@code eventSource}. */
    static final String SERVICE = "aws:sqs";

    // Names of org.apache.camel.component.aws2.sqs.Sqs2Constants.
    private static final String MESSAGE_ID = "CamelAwsSqsMessageId";
    private static final String RECEIPT_HANDLE = "CamelAwsSqsReceiptHandle";
    private static final String MD5_OF_BODY = "CamelAwsSqsMD5OfBody";
    private static final String ATTRIBUTES = "CamelAwsSqsAttributes";
    private static final String MESSAGE_ATTRIBUTES = "CamelAwsSqsMessageAttributes";

    private static final String EXPECTED = "messages of an SQS queue (Records of eventSource " + SERVICE + ")";

    private final S3Trigger objects = new S3Trigger();
    private final EventTrigger events = new EventTrigger();

    @Override
    public String name() {
        return "queue";
    }

    @Override
    public Unit unit() {
        return Unit.MESSAGE;
    }

    @Override
    public void check(LambdaEndpoint endpoint) {
        QueueOptions.check(endpoint);
        if (endpoint.getUnwrap() == Unwrap.s3) {
            objects.check(endpoint);
        }
    }

    @Override
    public Map<String, Object> eventPattern(LambdaEndpoint endpoint) {
        // No rule: Lambda reads the queue.
        return Map.of();
    }

    @Override
    public Map<String, Object> sample(LambdaEndpoint endpoint) {
        String body =
                switch (endpoint.getUnwrap()) {
                    case none -> "{}";
                    case s3 -> JsonDocument.write(objects.sample(endpoint));
                    case event -> JsonDocument.write(events.sample(endpoint));
                    case sns ->
                        JsonDocument.write(Map.of("Type", "Notification", "MessageId", "sample", "Message", "{}"));
                };
        return Map.of(
                "Records",
                List.of(Map.of(
                        "messageId",
                        "sample",
                        "receiptHandle",
                        "sample",
                        "body",
                        body,
                        "attributes",
                        Map.of("ApproximateReceiveCount", "1", "MessageGroupId", "sample"),
                        "messageAttributes",
                        Map.of(),
                        "eventSource",
                        SERVICE,
                        "eventSourceARN",
                        "arn:aws:sqs:us-east-1:000000000000:" + endpoint.getQueue())));
    }

    @Override
    public List<Map<String, Object>> parts(LambdaEndpoint endpoint, Map<String, Object> message) {
        if (endpoint.getUnwrap() != Unwrap.s3) {
            return List.of(message);
        }
        return objects.parts(endpoint, Notification.unwrap(body(message))).stream()
                .map(part -> {
                    Map<String, Object> copy = new LinkedHashMap<>(message);
                    copy.put("body", JsonDocument.write(part));
                    return copy;
                })
                .toList();
    }

    @Override
    public List<Arrival> arrivals(LambdaEndpoint endpoint, Map<String, Object> message) {
        String body = body(message);
        String id = Fields.id(message, "messageId");
        if (id == null) {
            throw new UnexpectedEventException(EXPECTED, "one without messageId");
        }
        List<Arrival> carried =
                switch (endpoint.getUnwrap()) {
                    case none ->
                        List.of(new Arrival(id, id, null, null, Map.of(), BodyText.body(endpoint.getFormat(), body)));
                    case s3 -> objects.arrivals(endpoint, JsonDocument.parse(body));
                    case event -> events.arrivals(endpoint, Notification.unwrap(body));
                    case sns -> List.of(published(endpoint.getFormat(), id, JsonDocument.parse(body)));
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
        if (!Notification.is(notification)) {
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
        return new Arrival(id, id, null, null, headers, BodyText.body(format, Fields.text(notification, "Message")));
    }

    /** The message as the SDK hands it to Camel's consumer. */
    private static Message received(Map<String, Object> message) {
        Map<String, Object> system = Fields.object(message, "attributes");
        Map<String, String> texts = new LinkedHashMap<>();
        system.keySet().forEach(name -> {
            String value = Fields.text(system, name);
            if (value != null) {
                texts.put(name, value);
            }
        });
        return Message.builder()
                .messageId(Fields.id(message, "messageId"))
                .receiptHandle(Fields.text(message, "receiptHandle"))
                .md5OfBody(Fields.text(message, "md5OfBody"))
                .attributesWithStrings(texts)
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
