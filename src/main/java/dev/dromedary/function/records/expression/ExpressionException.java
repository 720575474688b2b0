package dev.dromedary.function.records.expression;

/** An expression that can't be understood. The message is one sentence with the position in the text, from 1. */
public final class ExpressionException extends IllegalArgumentException {

    ExpressionException(int position, String fault) {
        super("at position " + position + ": " + fault);
    }
}
