package dev.dromedary.function.trigger.http;

/** A request that is answered 422: it can be read, and what it says can't be done. Routes throw it with {@code throwException}. */
public final class UnprocessableException extends RequestException {

    /** The detail is one sentence for the caller: what is wrong, what would be right. */
    public UnprocessableException(String detail) {
        super(422, detail);
    }
}
