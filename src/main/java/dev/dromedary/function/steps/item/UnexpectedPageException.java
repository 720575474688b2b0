package dev.dromedary.function.steps.item;

/**
 * A page of an index was asked for that can't be: the limit is no number from 1 to 1000, or the cursor is none that a page has told.
 * A route that hands on what comes from outside takes it in a {@code doCatch}; its sentence holds nothing that came.
 */
public final class UnexpectedPageException extends RuntimeException {

    UnexpectedPageException(String message) {
        super(message);
    }

    UnexpectedPageException(String message, Throwable cause) {
        super(message, cause);
    }
}
