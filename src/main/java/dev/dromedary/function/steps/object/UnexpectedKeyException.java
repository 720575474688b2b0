package dev.dromedary.function.steps.object;

/** An event, a document or an item names an object that the route is not meant to touch. The same again would fail again. */
public final class UnexpectedKeyException extends RuntimeException {

    /** What came, and what the route says. */
    UnexpectedKeyException(String came, String expected) {
        super("Expected the key of " + expected + ", but " + came + ".");
    }
}
