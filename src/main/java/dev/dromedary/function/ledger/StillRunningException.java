package dev.dromedary.function.ledger;

import java.time.Instant;

/**
 * Another attempt works on a version of this thing, and there is no (more) time to wait for it. No error: the invocation or
 * message must come again later. Routes give it an {@code onException} of its own: no redelivery, no event.
 */
public final class StillRunningException extends RuntimeException {

    private final String id;
    private final Instant lapsesAfter;

    StillRunningException(String id, Instant lapsesAfter) {
        super("Another attempt is still at work on \"" + LogText.escape(id) + "\"; its claim stands until "
                + lapsesAfter + " unless it is renewed.");
        this.id = id;
        this.lapsesAfter = lapsesAfter;
    }

    /** The ledger id that another attempt works on. */
    public String id() {
        return id;
    }

    /** The time after which the claim can be taken over, unless it is renewed until then. */
    public Instant lapsesAfter() {
        return lapsesAfter;
    }
}
