package dev.dromedary.function.trigger.envelope;

import dev.dromedary.function.runtime.Envelope;
import dev.dromedary.function.runtime.FailurePolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a failure does among the messages of a queue. In a standard queue everything is tried, and just the failed messages
 * come again. In a FIFO queue nothing more of a message group is tried after a failure, and all that comes again.
 *
 * @param fifo whether it is a FIFO queue
 * @param tries how often the queue hands a message out before the dead-letter queue gets it
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Partial batch responses</a>
 */
record MessagePolicy(boolean fifo, int tries) implements FailurePolicy {

    @Override
    public boolean waits() {
        return false;
    }

    @Override
    public boolean partial() {
        return true;
    }

    @Override
    public boolean ordered() {
        return fifo;
    }

    /**
     * {@inheritDoc} A message of a FIFO queue whose group is unknown has no place in the order, so it waits for any failure,
     * and everything waits for its own.
     */
    @Override
    public List<Envelope.Item> failed(List<Envelope.Item> items, Predicate<Envelope.Item> succeeds) {
        if (!fifo) {
            return FailurePolicy.super.failed(items, succeeds);
        }
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

    @Override
    public String name(Envelope.Item item) {
        if (item.id() == null) {
            return FailurePolicy.super.name(item);
        }
        String name = "message " + item.id();
        return item.received() == null
                ? name
                : name + " (try " + item.received() + " of " + tries
                        + (item.received() >= tries ? ", the last before the dead-letter queue)" : ")");
    }
}
