package dev.dromedary.desk.source;

import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.trigger.http.HttpOptions;
import dev.dromedary.function.trigger.http.LambdaHttpEndpoint;

/** Starts {@code lambda-http} routes by requests. */
public final class HttpSource implements TriggerSource {

    @Override
    public String scheme() {
        return LambdaHttpEndpoint.SCHEME;
    }

    @Override
    public Feed feed(LambdaEndpoint endpoint) {
        LambdaHttpEndpoint http = (LambdaHttpEndpoint) endpoint;
        return new Feed.Requests(http.route(), HttpOptions.origins(http), http.getAuthorization());
    }
}
