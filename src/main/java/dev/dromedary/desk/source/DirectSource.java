package dev.dromedary.desk.source;

import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.trigger.direct.LambdaDirectEndpoint;

/** Starts {@code lambda-direct} routes when they are called. */
public final class DirectSource implements TriggerSource {

    @Override
    public String scheme() {
        return LambdaDirectEndpoint.SCHEME;
    }

    @Override
    public Feed feed(LambdaEndpoint endpoint) {
        return new Feed.Calls();
    }
}
