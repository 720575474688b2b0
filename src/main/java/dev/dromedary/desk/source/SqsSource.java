package dev.dromedary.desk.source;

import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.trigger.sqs.LambdaSqsEndpoint;
import java.util.Objects;
import java.util.Set;

/** Starts {@code lambda-sqs} routes by the messages of a queue. */
public final class SqsSource implements TriggerSource {

    @Override
    public String scheme() {
        return LambdaSqsEndpoint.SCHEME;
    }

    /** As many timeouts of hiding as AWS recommends: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
    private static final int TIMEOUTS = 6;

    @Override
    public Feed feed(LambdaEndpoint endpoint) {
        LambdaSqsEndpoint sqs = (LambdaSqsEndpoint) endpoint;
        return new Feed.Messages(
                sqs.queue(),
                sqs.getMapping().getBatchSize(),
                Objects.requireNonNullElse(sqs.getMapping().getMaximumConcurrency(), Integer.MAX_VALUE),
                Objects.requireNonNullElse(
                        sqs.getVisibilityTimeout(),
                        TIMEOUTS * sqs.getTimeout() + sqs.getMapping().getBatchWindow()),
                sqs.getMaxReceiveCount());
    }

    @Override
    public Set<String> buckets(LambdaEndpoint endpoint) {
        String bucket = ((LambdaSqsEndpoint) endpoint).getBucket();
        return bucket == null ? Set.of() : Set.of(bucket);
    }
}
