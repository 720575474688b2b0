package dev.dromedary.lambda;

import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelExchangeException;

/**
 * One thing that failed, and why.
 *
 * @param what its name
 * @param exception why
 * @param late whether the time for work was up when it failed
 */
record Failure(String what, Exception exception, boolean late) {

    /** What failed and why, on one line. */
    String sentence() {
        Throwable reason = exception;
        // Camel wraps what fails inside a split; its own message is about the split.
        while (reason instanceof CamelExchangeException && reason.getCause() != null) {
            reason = reason.getCause();
        }
        String message = reason.getMessage() == null ? reason.getClass().getSimpleName() : reason.getMessage();
        return Described.text(what) + ": " + Described.sentence(message)
                + (late ? " (the function's time was up)" : "");
    }

    /** Whether the sentence says it all, as the fault is not the code's. */
    boolean explained() {
        return exception instanceof UnexpectedEventException || exception instanceof TimeoutException;
    }
}
