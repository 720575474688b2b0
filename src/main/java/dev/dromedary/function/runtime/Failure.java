package dev.dromedary.function.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.dromedary.function.ledger.JsonFault;
import dev.dromedary.function.ledger.LedgerProperties;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.TypeConversionException;
import org.apache.camel.processor.idempotent.NoMessageIdException;

/** One thing that failed, why, and whether the time for work was up by then. */
public record Failure(String what, Exception exception, boolean late) {

    /** What failed and why, on one line. */
    public String sentence() {
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
        if (reason instanceof NoMessageIdException) {
            return "The key of an idempotentConsumer is empty, as what its expression reads is not there; make it of what tells"
                    + " things apart, such as ${exchangeProperty." + LedgerProperties.IDEMPOTENCY_KEY + "}.";
        }
        // Camel's words name Java's classes, and quote the value.
        if (reason instanceof NoTypeConversionAvailableException conversion) {
            return unfit(conversion.getToType(), conversion.getValue());
        }
        if (reason instanceof TypeConversionException conversion) {
            return unfit(conversion.getToType(), conversion.getValue());
        }
        return reason.getMessage() == null ? reason.getClass().getSimpleName() : reason.getMessage();
    }

    private static String unfit(Class<?> wanted, Object value) {
        boolean json = value == null
                || value instanceof Map<?, ?>
                || value instanceof Collection<?>
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof String;
        String kind = json
                ? JsonFault.kind(value)
                : "a value of the type " + value.getClass().getSimpleName();
        return "A step of the route needs a value of the type " + wanted.getSimpleName() + ", which " + kind
                + " can't be made.";
    }

    /** Whether the sentence says it all, as the fault is not the code's. */
    public boolean explained() {
        return exception instanceof UnexpectedEventException || exception instanceof TimeoutException;
    }
}
