package dev.dromedary.fake;

import dev.dromedary.desk.source.Feed;
import dev.dromedary.desk.source.TriggerSource;
import dev.dromedary.function.runtime.LambdaEndpoint;

/** Starts {@code lambda-fake} routes by events. */
public final class FakeSource implements TriggerSource {

    @Override
    public String scheme() {
        return LambdaFakeEndpoint.SCHEME;
    }

    @Override
    public Feed feed(LambdaEndpoint endpoint) {
        return new Feed.Events("default", endpoint.eventPattern());
    }
}
