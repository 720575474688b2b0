package dev.dromedary.function.trigger.http;

/**
 * A request can't be served, and its caller can mend that. Routes throw it, too: {@code throwException} with this type
 * answers 400, with the message as its detail, and with {@link NotFoundException}, {@link ConflictException} and {@link
 * UnprocessableException} 404, 409 and 422. The message goes to the caller, so it must tell nothing internal.
 */
public class RequestException extends RuntimeException {

    private final int status;

    /**
     * A request that is wrong: status 400. The detail is one sentence for the caller: what is wrong, what would be
     * right.
     */
    public RequestException(String detail) {
        this(400, detail);
    }

    /**
     * A request that is wrong in a way that has a status of its own, from 400 to 499.
     *
     * @throws IllegalArgumentException if the status says something else
     */
    public RequestException(int status, String detail) {
        this(status, detail, null);
    }

    RequestException(int status, String detail, Throwable cause) {
        super(detail, cause);
        if (status < 400 || status > 499) {
            throw new IllegalArgumentException(
                    "The status of a request that is wrong is 400 to 499, but " + status + " was given");
        }
        this.status = status;
    }

    /** The status of the response, 400 to 499. */
    public int status() {
        return status;
    }
}
