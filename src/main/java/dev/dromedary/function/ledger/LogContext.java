package dev.dromedary.function.ledger;

import dev.dromedary.function.tracing.Subsegment;
import java.util.Map;
import org.slf4j.MDC;

/**
 * The log context (request id, correlation id, route) of whoever starts work on another thread. Threads of pools live longer
 * than an invocation, and some logging libraries let a thread inherit the context of whoever made it.
 */
public final class LogContext {

    private LogContext() {}

    /**
     * Takes this thread's log context along, and what its calls are recorded in.
     *
     * @param work what another thread is to do
     * @return the same, under this thread's log context and no other's; afterwards the other thread has again what it had
     */
    public static Runnable carry(Runnable work) {
        Map<String, String> carried = MDC.getCopyOfContextMap();
        Subsegment traced = Subsegment.current();
        return () -> {
            Map<String, String> before = MDC.getCopyOfContextMap();
            set(carried);
            try (Subsegment.Scope scope = traced.enter()) {
                work.run();
            } finally {
                set(before);
            }
        };
    }

    private static void set(Map<String, String> context) {
        if (context == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(context);
        }
    }
}
