package dev.dromedary.function.trigger.http;

/** A request that is answered 409: it does not go with what the thing has become meanwhile. Routes throw it with {@code throwException}. */
public final class ConflictException extends RequestException {

    /** The detail is one sentence for the caller: what is wrong, what would be right. */
    public ConflictException(String detail) {
        super(409, detail);
    }
}
