package dev.dromedary.plan.workflow;

/** Something in a workflow's route has no counterpart in a state machine. The message is one sentence: what, and what to do. */
final class NotCompiledException extends RuntimeException {

    NotCompiledException(String message) {
        super(message);
    }
}
