package dev.dromedary.function.steps.query;

/** A query has failed, and would again. The sentence names it and no value of a record. */
public final class QueryFailedException extends RuntimeException {

    /** What failed, and why. */
    public QueryFailedException(String sentence) {
        super(sentence);
    }
}
