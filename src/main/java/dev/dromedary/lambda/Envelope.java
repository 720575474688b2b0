package dev.dromedary.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The outermost shape of an event, opened. SQS and SNS wrap what they carry; everything else is the document itself.
 *
 * @param queue whether the event is an SQS batch, so that failures are reported message by message
 * @param items what the event holds, in order
 */
record Envelope(boolean queue, List<Item> items) {

    /**
     * One message of the event, or the whole event.
     *
     * @param messageId SQS message id, or null
     * @param group SQS message group of a FIFO queue, or null
     * @param text the message, or null if {@code document} is there already
     * @param document the document, or null
     */
    record Item(String messageId, String group, String text, Map<String, Object> document) {

        /**
         * The innermost document: an SNS notification inside the message is unwrapped.
         *
         * @return the parsed document
         * @throws UnexpectedEventException if the message is no JSON object
         */
        Map<String, Object> open() {
            Map<String, Object> message = document != null ? document : parse(text);
            if ("Notification".equals(message.get("Type")) && message.get("Message") instanceof String inner) {
                return parse(inner);
            }
            return message;
        }

        private static Map<String, Object> parse(String text) {
            return JsonDocument.parse(text == null ? "" : text);
        }
    }

    /**
     * Opens an event.
     *
     * @param event the event document that Lambda hands over
     * @return its parts
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">SQS event</a>
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html">SNS event</a>
     */
    static Envelope open(Map<String, Object> event) {
        List<Map<String, Object>> records = Fields.objects(event, "Records");
        Optional<String> service = records.stream().findFirst().map(first -> Optional.ofNullable(
                        Fields.text(first, "eventSource"))
                .orElse(Fields.text(first, "EventSource")));
        if (service.filter("aws:sqs"::equals).isPresent()) {
            return new Envelope(true, records.stream().map(Envelope::message).toList());
        }
        if (service.filter("aws:sns"::equals).isPresent()) {
            List<Item> items = new ArrayList<>();
            for (Map<String, Object> notification : records) {
                items.add(new Item(null, null, Fields.text(Fields.object(notification, "Sns"), "Message"), null));
            }
            return new Envelope(false, items);
        }
        return new Envelope(false, List.of(new Item(null, null, null, event)));
    }

    private static Item message(Map<String, Object> record) {
        // Only messages of a FIFO queue carry a group id, and only there does a failure hold up those after it. A
        // standard queue's fair-queue group id is no order.
        // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html
        String arn = Fields.text(record, "eventSourceARN");
        String group = arn != null && arn.endsWith(".fifo")
                ? Fields.text(Fields.object(record, "attributes"), "MessageGroupId")
                : null;
        return new Item(Fields.text(record, "messageId"), group, Fields.text(record, "body"), null);
    }
}
