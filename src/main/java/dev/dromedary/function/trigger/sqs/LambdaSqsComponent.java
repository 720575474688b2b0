package dev.dromedary.function.trigger.sqs;

import dev.dromedary.function.runtime.LambdaComponent;
import dev.dromedary.function.runtime.LambdaEndpoint;
import org.apache.camel.spi.annotations.Component;

/** Makes {@code lambda-sqs} endpoints. */
@Component(LambdaSqsEndpoint.SCHEME)
public final class LambdaSqsComponent extends LambdaComponent {

    @Override
    protected LambdaEndpoint createEndpoint(String uri, String path) {
        return new LambdaSqsEndpoint(uri, this, path);
    }
}
