package dev.dromedary.function.trigger.eventbridge;

import dev.dromedary.function.runtime.LambdaComponent;
import dev.dromedary.function.runtime.LambdaEndpoint;
import org.apache.camel.spi.annotations.Component;

/** Makes {@code lambda-eventbridge} endpoints. */
@Component(LambdaEventBridgeEndpoint.SCHEME)
public final class LambdaEventBridgeComponent extends LambdaComponent {

    @Override
    protected LambdaEndpoint createEndpoint(String uri, String path) {
        return new LambdaEventBridgeEndpoint(uri, this, path);
    }
}
