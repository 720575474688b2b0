package dev.dromedary.function.runtime;

import java.time.Duration;
import java.time.Instant;

/**
 * One invocation of a function. Routes find it as the exchange property {@value #PROPERTY}.
 *
 * @param requestId Lambda's request id; may repeat, as Lambda may deliver one asynchronous event twice under one id
 * @param deadline when work has to stop, so that uploads are aborted and the lease is released before Lambda kills
 *     the function
 * @param end when Lambda kills the function
 */
public record Invocation(String requestId, Instant deadline, Instant end) {

    /** The exchange property that holds the invocation. */
    public static final String PROPERTY = "invocation";

    static Invocation starting(String requestId, Duration given, DeadlineMargin margin) {
        Instant end = Instant.now().plus(given);
        return new Invocation(requestId, end.minus(margin.of(given)), end);
    }

    /** An invocation that starts now and stops 5 s before its end, or 5 % of the time if that is less. */
    public static Invocation starting(String requestId, Duration given) {
        return starting(requestId, given, DeadlineMargin.parse("5s,5%"));
    }

    /**
     * Whole seconds until the deadline, at least 0, for routes: {@code ${exchangeProperty.invocation.secondsLeft} >
     * 10}.
     */
    public long getSecondsLeft() {
        return Math.max(0, Duration.between(Instant.now(), deadline).toSeconds());
    }
}
