package dev.dromedary.function.steps.query.columns;

/** A query has something whose columns are not followed. */
final class UnknownSyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownSyntaxException(String what) {
        super(what);
    }
}
