package dev.dromedary.desk.source;

import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.trigger.s3.LambdaS3Endpoint;
import java.util.Arrays;
import java.util.Set;

/** Starts {@code lambda-s3} routes by the objects of a bucket. */
public final class S3Source implements TriggerSource {

    @Override
    public String scheme() {
        return LambdaS3Endpoint.SCHEME;
    }

    @Override
    public Feed feed(LambdaEndpoint endpoint) {
        LambdaS3Endpoint s3 = (LambdaS3Endpoint) endpoint;
        return new Feed.Objects(
                s3.filter(),
                Arrays.stream(s3.getEvents().split(",")).map(String::strip).toList(),
                s3.getMaximumRetryAttempts(),
                s3.eventPattern());
    }

    @Override
    public Set<String> buckets(LambdaEndpoint endpoint) {
        return Set.of(((LambdaS3Endpoint) endpoint).bucket());
    }
}
