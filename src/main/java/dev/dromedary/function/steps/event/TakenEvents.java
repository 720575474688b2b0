package dev.dromedary.function.steps.event;

import java.util.BitSet;
import org.apache.camel.Exchange;

/**
 * Entries of a body that EventBridge has taken, so that a step which is tried again puts the others only: each event that is put has
 * an id of its own, and whoever gets two of them can't tell that they are one.
 */
final class TakenEvents {

    private static final String PROPERTY = "takenEvents";

    private final String step;
    private final Object body;
    private final BitSet entries = new BitSet();

    private TakenEvents(String step, Object body) {
        this.step = step;
        this.body = body;
    }

    /** Those of an earlier attempt at the same body, or none. */
    static TakenEvents of(Exchange exchange, String step) {
        Object body = exchange.getMessage().getBody();
        TakenEvents taken = exchange.getProperty(PROPERTY, TakenEvents.class);
        if (taken == null || taken.body != body || !taken.step.equals(step)) {
            taken = new TakenEvents(step, body);
            exchange.setProperty(PROPERTY, taken);
        }
        return taken;
    }

    boolean has(int entry) {
        return entries.get(entry);
    }

    void add(int entry) {
        entries.set(entry);
    }

    void forget(Exchange exchange) {
        exchange.removeProperty(PROPERTY);
    }
}
