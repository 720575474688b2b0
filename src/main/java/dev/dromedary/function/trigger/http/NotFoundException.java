package dev.dromedary.function.trigger.http;

/** A request that is answered 404: what is asked for is not there. Routes throw it with {@code throwException}. */
public final class NotFoundException extends RequestException {

    /** The detail is one sentence for the caller: what is wrong, what would be right. */
    public NotFoundException(String detail) {
        super(404, detail);
    }
}
