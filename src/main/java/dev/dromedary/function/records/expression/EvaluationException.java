package dev.dromedary.function.records.expression;

/** A value that can't be worked out for one row, such as a division by zero. It quotes no value, and has no stack trace. */
public final class EvaluationException extends RuntimeException {

    public EvaluationException(String message) {
        super(message, null, false, false);
    }
}
