package dev.dromedary.function.runtime;

import java.util.concurrent.atomic.AtomicInteger;

/** What a hostile text tries to call. It counts the calls, so that a test sees what was evaluated. */
public final class Tripwire {

    /** An expression that trips the wire wherever it is evaluated as Camel's simple language. */
    public static final String EXPRESSION = "${bean:type:dev.dromedary.function.runtime.Tripwire?method=trip}";

    private static final AtomicInteger CALLS = new AtomicInteger();

    /** Made by Camel, if at all. */
    public Tripwire() {}

    /**
     * Counts a call.
     *
     * @return a text that no test expects
     */
    public String trip() {
        CALLS.incrementAndGet();
        return "TRIPPED";
    }

    /**
     * The calls since it was last asked.
     *
     * @return how many there were
     */
    public static int calls() {
        return CALLS.getAndSet(0);
    }
}
