package dev.dromedary.function.runtime;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the failure of one item does to the items after it, and what comes again. It depends on the outermost envelope
 * alone.
 */
enum Verdict {

    /** Everything is tried; one failure fails the whole invocation. */
    INVOCATION(false, false) {
        @Override
        List<Envelope.Item> failed(List<Envelope.Item> items, Predicate<Envelope.Item> succeeds) {
            return eachFailed(items, succeeds);
        }
    },

    /** A standard queue: everything is tried, and just the failed messages come again. */
    MESSAGES(true, false) {
        @Override
        List<Envelope.Item> failed(List<Envelope.Item> items, Predicate<Envelope.Item> succeeds) {
            return eachFailed(items, succeeds);
        }
    },

    /**
     * A FIFO queue: after a failure nothing more of its message group is tried, and all that comes again. A message whose
     * group is unknown has no place in the order, so it waits for any failure, and everything waits for its own.
     */
    GROUPS(true, true) {
        @Override
        List<Envelope.Item> failed(List<Envelope.Item> items, Predicate<Envelope.Item> succeeds) {
            List<Envelope.Item> failed = new ArrayList<>();
            Set<String> stopped = new HashSet<>();
            for (Envelope.Item item : items) {
                boolean heldUp = item.group() == null
                        ? !stopped.isEmpty()
                        : stopped.contains(item.group()) || stopped.contains(null);
                if (heldUp || !succeeds.test(item)) {
                    failed.add(item);
                    stopped.add(item.group());
                }
            }
            return failed;
        }
    },

    /** A shard of a stream: nothing is tried after the first failure, and Lambda goes on from there. */
    SHARD(true, true) {
        @Override
        List<Envelope.Item> failed(List<Envelope.Item> items, Predicate<Envelope.Item> succeeds) {
            return items.stream()
                    .filter(item -> !succeeds.test(item))
                    .findFirst()
                    .map(List::of)
                    .orElse(List.of());
        }
    },

    /** A request: its failure is its response, and the caller decides whether it comes again. */
    REQUEST(false, false) {
        @Override
        List<Envelope.Item> failed(List<Envelope.Item> items, Predicate<Envelope.Item> succeeds) {
            return eachFailed(items, succeeds);
        }
    };

    private final boolean partial;
    private final boolean ordered;

    Verdict(boolean partial, boolean ordered) {
        this.partial = partial;
        this.ordered = ordered;
    }

    /** Whether Lambda is told which items failed, instead of the invocation failing. */
    boolean partial() {
        return partial;
    }

    /** Whether a failure inside an item also ends the rest of the item. */
    boolean ordered() {
        return ordered;
    }

    /**
     * Whether a run waits in place for another that has the claim. A queue gives the message again later; meanwhile the
     * other messages of the batch need not wait. A caller is told at once.
     */
    boolean waits() {
        return this == INVOCATION || this == SHARD;
    }

    /**
     * Works through the items of an event, in order.
     *
     * @param items the items
     * @param succeeds tries one item; called at most once for each
     * @return the items that have to come again, in order; those of them that were not tried were held up by another
     */
    abstract List<Envelope.Item> failed(List<Envelope.Item> items, Predicate<Envelope.Item> succeeds);

    private static List<Envelope.Item> eachFailed(List<Envelope.Item> items, Predicate<Envelope.Item> succeeds) {
        return items.stream().filter(item -> !succeeds.test(item)).toList();
    }
}
