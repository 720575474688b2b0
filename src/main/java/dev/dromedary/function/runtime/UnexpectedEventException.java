package dev.dromedary.function.runtime;

/** An event document is not what the trigger expects. The message says what was expected and what came. */
public final class UnexpectedEventException extends RuntimeException {

    /**
     * Makes one.
     *
     * @param expected what the trigger understands
     * @param came what came instead
     */
    public UnexpectedEventException(String expected, String came) {
        super("Expected " + expected + ", but " + came + " came.");
    }
}
