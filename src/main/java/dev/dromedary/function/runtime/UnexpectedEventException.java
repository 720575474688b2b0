package dev.dromedary.function.runtime;

/** An event document is not what the trigger expects. The message says what was expected and what came. */
public final class UnexpectedEventException extends RuntimeException {

    /** Says what the trigger understands, and what came instead. */
    public UnexpectedEventException(String expected, String came) {
        super("Expected " + expected + ", but " + came + " came.");
    }
}
