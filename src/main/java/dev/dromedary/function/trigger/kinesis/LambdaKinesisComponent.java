package dev.dromedary.function.trigger.kinesis;

import dev.dromedary.function.runtime.LambdaComponent;
import dev.dromedary.function.runtime.LambdaEndpoint;
import org.apache.camel.spi.annotations.Component;

/** Makes {@code lambda-kinesis} endpoints. */
@Component(LambdaKinesisEndpoint.SCHEME)
public final class LambdaKinesisComponent extends LambdaComponent {

    @Override
    protected LambdaEndpoint createEndpoint(String uri, String path) {
        return new LambdaKinesisEndpoint(uri, this, path);
    }
}
