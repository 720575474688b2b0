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
     */
    boolean waits();

    /** Whether Lambda is told which items failed, by a partial batch response, instead of the invocation failing. */
    default boolean partial() {
        return false;
    }

    /** Whether a failure inside an item also ends the rest of the item, as where order counts. */
    default boolean ordered() {
        return false;
    }

    /**
     * Works through the items, in order, trying each at most once; returns those that have to come again, in order:
     * those of them that were not tried were held up by another.
     */
    default List<Envelope.Item> failed(List<Envelope.Item> items, Predicate<Envelope.Item> succeeds) {
        return items.stream().filter(item -> !succeeds.test(item)).toList();
    }

    /** What an item is called in logs, such as {@code message 059f36b4 (try 2 of 5)}. */
    default String name(Envelope.Item item) {
        return "the event";
    }
}
