package dev.dromedary.plan;

import dev.dromedary.lambda.LambdaEndpoint;

/** What AWS recommends for queues that start functions. */
final class QueueRules {

    private QueueRules() {}

    /**
     * Seconds for which a message stays hidden.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">Six times the timeout</a>
     */
    static int visibility(PlannedFunction function) {
        LambdaEndpoint endpoint = function.endpoint();
        return endpoint.getVisibilityTimeout() != null ? endpoint.getVisibilityTimeout() : least(endpoint);
    }

    static int least(LambdaEndpoint endpoint) {
        return 6 * endpoint.getTimeout() + endpoint.getBatchWindow();
    }
}
