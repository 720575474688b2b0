package dev.dromedary.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.dromedary.ledger.JsonFault;
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
        return Described.text(what) + ": " + Described.sentence(message(reason))
                + (late ? " (the function's time was up)" : "");
    }

    private static String message(Throwable reason) {
        if (reason instanceof JsonProcessingException json) {
            // The parser would name its own classes, and quote the text.
            return "Expected JSON, but text that is none (" + JsonFault.of(json) + ") came.";
        }
        return reason.getMessage() == null ? reason.getClass().getSimpleName() : reason.getMessage();
    }

    /** Whether the sentence says it all, as the fault is not the code's. */
    boolean explained() {
        return exception instanceof UnexpectedEventException || exception instanceof TimeoutException;
    }
}
