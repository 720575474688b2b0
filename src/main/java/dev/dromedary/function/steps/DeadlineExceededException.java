package dev.dromedary.function.steps;

import dev.dromedary.function.ledger.LedgerProperties;
import java.time.Instant;
import org.apache.camel.Exchange;

/** Work can't end before Lambda would kill the function. The invocation fails, after uploads and lease are let go. */
public final class DeadlineExceededException extends RuntimeException {

    private DeadlineExceededException(String what) {
        super("Stopped " + what + " because the function's time is almost up; nothing of it has become visible. Raise"
                + " the timeout of the route's lambda: endpoint, or its memory, which brings more CPU");
    }

    /**
     * Work stops because a service is too busy for it.
     *
     * @param what what could not be done in time, as the rest of "Stopped …"
     */
    public static DeadlineExceededException whileBusy(String what) {
        return new DeadlineExceededException(what);
    }

    /**
     * Throws if the invocation's deadline has passed.
     *
     * @param exchange the exchange of the invocation
     * @param what what is to go on
     * @throws DeadlineExceededException if there is no time left for it
     */
    public static void check(Exchange exchange, String what) {
        Instant deadline = exchange.getProperty(LedgerProperties.DEADLINE, Instant.class);
        if (deadline != null && !Instant.now().isBefore(deadline)) {
            throw new DeadlineExceededException(what);
        }
    }
}
