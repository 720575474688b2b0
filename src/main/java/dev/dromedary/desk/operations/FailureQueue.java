package dev.dromedary.desk.operations;

/**
 * A queue that holds what a function failed to do.
 *
 * @param route the function's route
 * @param name of the queue
 * @param kind how what it holds got there
 */
public record FailureQueue(DeployedRoute route, String name, Kind kind) {

    /** How messages get into such a queue. */
    public enum Kind {
        /**
         * Records of failed invocations, with the event as {@code requestPayload}:
         * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
         */
        ON_FAILURE,
        /** Events that EventBridge could not hand over: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
        UNDELIVERED,
        /** Messages that were received too often. */
        DEAD_LETTERS
    }

    /** Where what it holds goes when it is redriven. */
    public String target() {
        return kind == Kind.DEAD_LETTERS
                ? "the queue " + route.queue().orElseThrow()
                : "the function " + route.function();
    }
}
