package dev.dromedary.function.trigger.http;

import dev.dromedary.function.runtime.LambdaComponent;
import dev.dromedary.function.runtime.LambdaEndpoint;
import org.apache.camel.spi.annotations.Component;

/** Makes {@code lambda-http} endpoints. */
@Component(LambdaHttpEndpoint.SCHEME)
public final class LambdaHttpComponent extends LambdaComponent {

    @Override
    protected LambdaEndpoint createEndpoint(String uri, String path) {
        return new LambdaHttpEndpoint(uri, this, path);
    }
}
