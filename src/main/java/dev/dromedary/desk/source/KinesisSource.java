package dev.dromedary.desk.source;

import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.trigger.kinesis.LambdaKinesisEndpoint;
import java.util.Set;

/** Starts {@code lambda-kinesis} routes by the records of a stream. */
public final class KinesisSource implements TriggerSource {

    @Override
    public String scheme() {
        return LambdaKinesisEndpoint.SCHEME;
    }

    @Override
    public Feed feed(LambdaEndpoint endpoint) {
        LambdaKinesisEndpoint kinesis = (LambdaKinesisEndpoint) endpoint;
        return new Feed.Records(
                kinesis.getStreamName(),
                kinesis.getBatchSize(),
                kinesis.isBisect(),
                kinesis.getMaximumRetryAttempts(),
                kinesis.getOnFailure());
    }

    @Override
    public Set<String> buckets(LambdaEndpoint endpoint) {
        String bucket = ((LambdaKinesisEndpoint) endpoint).getOnFailure();
        return bucket == null ? Set.of() : Set.of(bucket);
    }
}
