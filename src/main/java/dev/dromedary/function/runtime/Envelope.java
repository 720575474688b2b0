package dev.dromedary.function.runtime;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The outermost shape of an event, opened just as far as the trigger wants it: its items in order, and what a failure
 * does.
 */
public record Envelope(FailurePolicy policy, List<Item> items) {

    /**
     * One message or record of the event, or the whole event.
     *
     * @param id by which Lambda knows it: SQS message id or Kinesis sequence number; null if it has none
     * @param group message group of a FIFO queue, or null
     * @param received how often it was handed out, this time included; null if that is not told
     * @param document gives the document that the trigger reads; throws {@link UnexpectedEventException} if there is none
     */
    public record Item(String id, String group, Integer received, Supplier<Map<String, Object>> document) {

        /** An item that is known by nothing, such as a whole event. */
        public static Item of(Map<String, Object> document) {
            return new Item(null, null, null, () -> document);
        }
    }

    /** An event that is one item, whose failure fails the invocation. */
    public static Envelope whole(Map<String, Object> event) {
        return new Envelope(FailurePolicy.INVOCATION, List.of(Item.of(event)));
    }

    /** Whether an event is empty, or has an empty list of records. */
    public static boolean isEmpty(Map<String, Object> event) {
        return event.isEmpty() || event.get("Records") instanceof List<?> list && list.isEmpty();
    }
}
