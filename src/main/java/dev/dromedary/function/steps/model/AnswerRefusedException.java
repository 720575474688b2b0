package dev.dromedary.function.steps.model;

/**
 * There is no answer that can be used. Its message never holds what the model said: prompts and answers are not for logs.
 */
public final class AnswerRefusedException extends RuntimeException {

    private final String reason;

    AnswerRefusedException(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why, in a word that programs can compare: {@code invalid_answer}, {@code over_budget} or {@code guardrail}. */
    public String getReason() {
        return reason;
    }
}
