package dev.dromedary.function.runtime;

import java.util.List;
import java.util.function.Predicate;

/** What a failure does to the rest of an event, and what comes again. The outermost envelope of the event decides it. */
public interface FailurePolicy {

    /** Everything is tried, and a failure of anything fails the whole invocation, which Lambda repeats. */
    FailurePolicy INVOCATION = () -> true;

    /**
     * Whether a run waits in place for another that has the claim. A queue gives the message again later; meanwhile the
     * other messages of the batch need not wait. A caller is told at once.
     *
     * @return true if the invocation waits
     */
    boolean waits();

    /**
     * Whether Lambda is told which items failed, instead of the invocation failing.
     *
     * @return true for a partial batch response
     */
    default boolean partial() {
        return false;
    }

    /**
     * Whether a failure inside an item also ends the rest of the item.
     *
     * @return true where order counts
     */
    default boolean ordered() {
        return false;
    }

    /**
     * Works through the items of an event, in order.
     *
     * @param items the items
     * @param succeeds tries one item; called at most once for each
     * @return the items that have to come again, in order; those of them that were not tried were held up by another
     */
    default List<Envelope.Item> failed(List<Envelope.Item> items, Predicate<Envelope.Item> succeeds) {
        return items.stream().filter(item -> !succeeds.test(item)).toList();
    }

    /**
     * What an item is called in logs.
     *
     * @param item the item
     * @return such as {@code message 059f36b4 (try 2 of 5)}
     */
    default String name(Envelope.Item item) {
        return "the event";
    }
}
