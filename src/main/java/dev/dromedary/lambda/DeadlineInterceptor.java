package dev.dromedary.lambda;

import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Gives every call, with the SDK's own retries, just the time that the invocation has left: until the deadline, and for
 * what is called after it (aborting uploads, releasing the lease) until the end.
 */
final class DeadlineInterceptor implements ExecutionInterceptor {

    private static final Duration SHORTEST = Duration.ofMillis(100);

    /** A function works at one invocation at a time. */
    private volatile Invocation current;

    void starting(Invocation invocation) {
        current = invocation;
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        Invocation invocation = current;
        if (invocation == null || !(context.request() instanceof AwsRequest request)) {
            return context.request();
        }
        Instant now = Instant.now();
        Duration left =
                Duration.between(now, now.isBefore(invocation.deadline()) ? invocation.deadline() : invocation.end());
        Duration timeout = left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
        return request.toBuilder()
                .overrideConfiguration(request.overrideConfiguration()
                        .map(existing ->
                                existing.toBuilder().apiCallTimeout(timeout).build())
                        .orElseGet(() -> AwsRequestOverrideConfiguration.builder()
                                .apiCallTimeout(timeout)
                                .build()))
                .build();
    }
}
