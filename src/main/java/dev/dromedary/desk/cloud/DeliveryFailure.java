package dev.dromedary.desk.cloud;

/** Is told of each event that a rule's target did not take, and of each message that became a dead letter. */
@FunctionalInterface
public interface DeliveryFailure {
    /**
     * Takes note of a failure. Called on the thread of the delivery, or on the one that closes the bus.
     *
     * @param rule the name of the rule, or the id of the route that reads the queue
     * @param event the event's JSON document, or the message's body
     * @param cause what the target threw; {@link IllegalStateException} when the bus was closed before the delivery, and
     *     of a message with the reason of its last try
     */
    void failed(String rule, String event, Throwable cause);
}
