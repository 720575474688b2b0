package dev.dromedary.function.steps;

/**
 * A failure in a step that must not be tried again within the route: reading on in a broken stream looks like its end,
 * and appending again appends twice. The invocation fails; Lambda's own retry starts from the beginning.
 *
 * <p>What went wrong is a suppressed exception and not the cause, because Camel's {@code onException} looks at causes
 * first: a clause that repeats network errors would get hold of it.
 *
 * @see <a href="https://camel.apache.org/manual/exception-clause.html">Exception clause</a>
 */
public final class UnrepeatableException extends RuntimeException {

    /** What was being done, and what went wrong. */
    public UnrepeatableException(String what, Throwable reason) {
        super(what + ": " + reason.getMessage());
        addSuppressed(reason);
    }
}
