package dev.dromedary.function.steps.invoke;

/**
 * A route that was called has failed: Lambda names it as a {@code FunctionError}. It may be tried again, as Lambda itself tries
 * an event again that nobody waits for.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
public final class RouteFailedException extends RuntimeException {

    RouteFailedException(String message) {
        super(message);
    }
}
