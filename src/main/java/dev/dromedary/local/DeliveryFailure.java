package dev.dromedary.local;

/** Is told of each event that a rule's target did not take. */
@FunctionalInterface
public interface DeliveryFailure {
    /**
     * Takes note of a failure. Called on the thread of the delivery, or on the one that closes the bus.
     *
     * @param rule the name of the rule
     * @param event the event's JSON document
     * @param cause what the target threw; {@link IllegalStateException} when the bus was closed before the delivery
     */
    void failed(String rule, String event, Throwable cause);
}
