package dev.dromedary.function.runtime;

import dev.dromedary.function.runtime.LambdaEndpoint.BodyFormat;

/**
 * What AWS accepts for a queue that starts a function.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">Configuring a queue</a>
 */
final class QueueOptions {

    private QueueOptions() {}

    /**
     * Refuses what AWS would refuse.
     *
     * @throws IllegalArgumentException with one sentence that says what is missing or wrong
     */
    static void check(LambdaEndpoint endpoint) {
        String queue = endpoint.getQueue();
        if (queue == null || queue.isBlank()) {
            throw new IllegalArgumentException("lambda:queue needs the option queue, the name of the SQS queue");
        }
        if (endpoint.getFormat() == BodyFormat.bytes) {
            throw new IllegalArgumentException(
                    "The option format of lambda:queue is bytes; a message is text, so it has to be text or json");
        }
        batches(endpoint, queue.endsWith(".fifo"));
        OptionRange.check("maxReceiveCount", endpoint.getMaxReceiveCount(), 1, 1000);
        if (endpoint.getMaximumConcurrency() != null) {
            OptionRange.check("maximumConcurrency", endpoint.getMaximumConcurrency(), 2, 1000);
        }
        if (endpoint.getVisibilityTimeout() != null) {
            // With less, a message would come again while the function still works on it; Lambda refuses that.
            OptionRange.check("visibilityTimeout", endpoint.getVisibilityTimeout(), endpoint.getTimeout(), 43200);
        }
    }

    private static void batches(LambdaEndpoint endpoint, boolean fifo) {
        OptionRange.check("batchSize", endpoint.getBatchSize(), 1, fifo ? 10 : 10000);
        OptionRange.check("batchWindow", endpoint.getBatchWindow(), 0, fifo ? 0 : 300);
        if (endpoint.getBatchSize() > 10 && endpoint.getBatchWindow() == 0) {
            throw new IllegalArgumentException("The option batchSize of lambda:queue is " + endpoint.getBatchSize()
                    + "; with more than 10, batchWindow has to be at least 1");
        }
    }
}
