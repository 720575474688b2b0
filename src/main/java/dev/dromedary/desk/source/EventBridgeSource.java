package dev.dromedary.desk.source;

import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.trigger.eventbridge.LambdaEventBridgeEndpoint;
import java.util.Set;

/** Starts {@code lambda-eventbridge} routes by the events of a bus. */
public final class EventBridgeSource implements TriggerSource {

    @Override
    public String scheme() {
        return LambdaEventBridgeEndpoint.SCHEME;
    }

    @Override
    public Feed feed(LambdaEndpoint endpoint) {
        LambdaEventBridgeEndpoint event = (LambdaEventBridgeEndpoint) endpoint;
        return new Feed.Events(event.bus(), event.eventPattern());
    }

    @Override
    public Set<String> buckets(LambdaEndpoint endpoint) {
        String bucket = ((LambdaEventBridgeEndpoint) endpoint).getBucket();
        return bucket == null ? Set.of() : Set.of(bucket);
    }
}
