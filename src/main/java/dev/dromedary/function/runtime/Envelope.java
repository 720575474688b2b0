package dev.dromedary.function.runtime;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The outermost shape of an event, opened just as far as the trigger wants it.
 *
 * @param verdict what a failure does
 * @param items what the event holds, in order
 */
record Envelope(Verdict verdict, List<Item> items) {

    private static final String TOPIC = "aws:sns";

    /** How the name of a FIFO queue ends, and no other: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
    private static final String FIFO = ".fifo";

    /**
     * One message or record of the event, or the whole event.
     *
     * @param id by which Lambda knows it: SQS message id or Kinesis sequence number; null if it has none
     * @param group SQS message group of a FIFO queue, or null
     * @param received how often SQS has handed it out, this time included; null if that is not told
     * @param text what is left to be parsed, or null if {@code document} is there already
     * @param document the document, or null
     */
    record Item(String id, String group, Integer received, String text, Map<String, Object> document) {

        /**
         * The document that the trigger reads. A text is unwrapped if SNS has put a notification around it.
         *
         * @return the parsed document
         * @throws UnexpectedEventException if the text is no JSON object
         */
        Map<String, Object> open() {
            return document != null ? document : Notification.unwrap(text);
        }

        /**
         * What the item is called in logs.
         *
         * @param verdict of its envelope
         * @param tries how often a queue hands a message out before the dead-letter queue gets it
         * @return such as {@code message 059f36b4 (try 2 of 5)}
         */
        String name(Verdict verdict, int tries) {
            if (id == null) {
                return "the event";
            }
            String name = (verdict == Verdict.SHARD ? "record " : "message ") + id;
            if (received == null) {
                return name;
            }
            return name + " (try " + received + " of " + tries
                    + (received >= tries ? ", the last before the dead-letter queue)" : ")");
        }
    }

    /**
     * Opens an event.
     *
     * @param unit what the trigger reads
     * @param queue name of the queue that the trigger reads, or null if that is not told
     * @param event the event document that Lambda hands over
     * @return its items; the whole event is the one item where the trigger has to say what it thinks of it
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">SQS event</a>
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html">SNS event</a>
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html">Kinesis event</a>
     */
    static Envelope open(Trigger.Unit unit, String queue, Map<String, Object> event) {
        List<Map<String, Object>> records = Fields.objects(event, "Records");
        boolean nothing = event.isEmpty() || event.get("Records") instanceof List<?> list && list.isEmpty();
        String service = records.stream()
                .map(Envelope::service)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        boolean fifo = queue != null && queue.endsWith(FIFO);
        return switch (unit) {
            case MESSAGE ->
                nothing || QueueTrigger.SERVICE.equals(service)
                        ? messages(records, fifo, false)
                        : new Envelope(Verdict.INVOCATION, List.of(whole(event)));
            case RECORD ->
                nothing || StreamTrigger.SERVICE.equals(service)
                        ? new Envelope(
                                Verdict.SHARD,
                                records.stream().map(Envelope::streamed).toList())
                        : new Envelope(Verdict.INVOCATION, List.of(whole(event)));
            case REQUEST -> new Envelope(Verdict.REQUEST, nothing ? List.of() : List.of(whole(event)));
            case DOCUMENT ->
                QueueTrigger.SERVICE.equals(service)
                        ? messages(records, fifo, true)
                        : new Envelope(
                                Verdict.INVOCATION,
                                TOPIC.equals(service)
                                        ? records.stream()
                                                .map(Envelope::published)
                                                .toList()
                                        : List.of(whole(event)));
        };
    }

    private static String service(Map<String, Object> record) {
        String service = Fields.text(record, "eventSource");
        return service == null ? Fields.text(record, "EventSource") : service;
    }

    private static Item whole(Map<String, Object> event) {
        return new Item(null, null, null, null, event);
    }

    private static Envelope messages(List<Map<String, Object>> records, boolean named, boolean unwrapped) {
        // Only there does a failure hold up others. A standard queue's fair-queue group id is no order.
        // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html
        boolean fifo = named
                || records.stream()
                        .map(record -> Fields.text(record, "eventSourceARN"))
                        .anyMatch(arn -> arn != null && arn.endsWith(FIFO));
        List<Item> items = records.stream()
                .map(record -> {
                    Map<String, Object> attributes = Fields.object(record, "attributes");
                    return new Item(
                            Fields.id(record, "messageId"),
                            fifo ? Fields.id(attributes, "MessageGroupId") : null,
                            count(Fields.text(attributes, "ApproximateReceiveCount")),
                            unwrapped ? Fields.text(record, "body") : null,
                            unwrapped ? null : record);
                })
                .toList();
        return new Envelope(fifo ? Verdict.GROUPS : Verdict.MESSAGES, items);
    }

    private static Integer count(String text) {
        try {
            return text == null ? null : Integer.valueOf(text);
        } catch (NumberFormatException e) {
            // Only for the log.
            return null;
        }
    }

    private static Item streamed(Map<String, Object> record) {
        return new Item(Fields.id(Fields.object(record, "kinesis"), "sequenceNumber"), null, null, null, record);
    }

    private static Item published(Map<String, Object> record) {
        return new Item(null, null, null, Fields.text(Fields.object(record, "Sns"), "Message"), null);
    }
}
