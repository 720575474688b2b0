package dev.dromedary.function.steps.window;

/** A record that can't be counted; its message is the reason, in one word. */
final class RejectedRecordException extends Exception {

    private static final long serialVersionUID = 1L;

    RejectedRecordException(String reason) {
        super(reason);
    }
}
