package dev.dromedary.desk.cloud.sqs;

import dev.dromedary.function.runtime.LambdaEndpoint;
import java.time.Duration;

/**
 * What a function's trigger says about its queue.
 *
 * @param name of the queue
 * @param settings of the queue
 * @param batchSize messages that the function gets at once, at most
 * @param concurrency batches at the same time, at most
 */
record QueueOfFunction(String name, QueueSettings settings, int batchSize, int concurrency) {

    /** As many seconds of hiding as AWS recommends: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
    private static final int TIMEOUTS = 6;

    static QueueOfFunction of(LambdaEndpoint endpoint) {
        Integer visibility = endpoint.getVisibilityTimeout();
        int seconds = visibility == null ? TIMEOUTS * endpoint.getTimeout() + endpoint.getBatchWindow() : visibility;
        QueueSettings settings = QueueSettings.conventional(
                endpoint.getQueue(), Duration.ofSeconds(seconds), endpoint.getMaxReceiveCount());
        Integer concurrency = endpoint.getMaximumConcurrency();
        return new QueueOfFunction(
                endpoint.getQueue(),
                settings,
                endpoint.getBatchSize(),
                concurrency == null ? Integer.MAX_VALUE : concurrency);
    }
}
