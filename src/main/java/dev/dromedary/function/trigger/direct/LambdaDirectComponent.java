package dev.dromedary.function.trigger.direct;

import dev.dromedary.function.runtime.LambdaComponent;
import dev.dromedary.function.runtime.LambdaEndpoint;
import org.apache.camel.spi.annotations.Component;

/** Makes {@code lambda-direct} endpoints. */
@Component(LambdaDirectEndpoint.SCHEME)
public final class LambdaDirectComponent extends LambdaComponent {

    @Override
    protected LambdaEndpoint createEndpoint(String uri, String path) {
        return new LambdaDirectEndpoint(uri, this, path);
    }
}
