package dev.dromedary.function.runtime;

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
 * what is called after it (aborting uploads, releasing the lease) until the end. Where a route has another way to go on
 * when a call takes too long, some of the time is kept for that.
 */
final class DeadlineInterceptor implements ExecutionInterceptor {

    private final Duration kept;
    private final Duration shortest;

    /** A function works at one invocation at a time. */
    private volatile Invocation current;

    /**
     * An interceptor that knows of no invocation yet, and sets no limit until it does: a call gets all the time that is
     * left but for what is kept, and the shortest time at least.
     */
    DeadlineInterceptor(Duration kept, Duration shortest) {
        this.kept = kept;
        this.shortest = shortest;
    }

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
        Duration left = Duration.between(
                        now, now.isBefore(invocation.deadline()) ? invocation.deadline() : invocation.end())
                .minus(kept);
        Duration most = left.compareTo(shortest) < 0 ? shortest : left;
        Duration timeout = request.overrideConfiguration()
                .flatMap(AwsRequestOverrideConfiguration::apiCallTimeout)
                .filter(own -> own.compareTo(most) < 0)
                .orElse(most);
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
