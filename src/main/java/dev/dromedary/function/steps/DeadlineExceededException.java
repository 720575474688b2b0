package dev.dromedary.function.steps;

import dev.dromedary.function.ledger.LedgerProperties;
import java.time.Instant;
import org.apache.camel.Exchange;

/** Work can't end before Lambda would kill the function. The invocation fails, after uploads and lease are let go. */
public final class DeadlineExceededException extends RuntimeException {

    private static final String NOTHING = "nothing of it has become visible";
    private static final String PART = "what has arrived is noted, and the next attempt goes on behind it";

    private DeadlineExceededException(String what, String left) {
        super("Stopped " + what + " because the function's time is almost up; " + left + ". Raise"
                + " the timeout of the route's lambda: endpoint, or its memory, which brings more CPU");
    }

    /**
     * Work stops because a service is too busy for it.
     *
     * @param what what could not be done in time, as the rest of "Stopped …"
     */
    public static DeadlineExceededException whileBusy(String what) {
        return new DeadlineExceededException(what, NOTHING);
    }

    /**
     * Work stops of which a part can't be taken back.
     *
     * @param what what could not be done in time, as the rest of "Stopped …"
     */
    public static DeadlineExceededException partly(String what) {
        return new DeadlineExceededException(what, PART);
    }

    /**
     * Throws if the invocation's deadline has passed, in the middle of work of which a part can't be taken back.
     *
     * @param exchange the exchange of the invocation
     * @param what what is to go on
     * @throws DeadlineExceededException if there is no time left for it
     */
    public static void checkPartly(Exchange exchange, String what) {
        if (isOver(exchange)) {
            throw partly(what);
        }
    }

    /**
     * Throws if the invocation's deadline has passed.
     *
     * @param exchange the exchange of the invocation
     * @param what what is to go on
     * @throws DeadlineExceededException if there is no time left for it
     */
    public static void check(Exchange exchange, String what) {
        if (isOver(exchange)) {
            throw new DeadlineExceededException(what, NOTHING);
        }
    }

    private static boolean isOver(Exchange exchange) {
        Instant deadline = exchange.getProperty(LedgerProperties.DEADLINE, Instant.class);
        return deadline != null && !Instant.now().isBefore(deadline);
    }
}
