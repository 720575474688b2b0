package dev.dromedary.function.trigger.s3;

import dev.dromedary.function.runtime.LambdaComponent;
import dev.dromedary.function.runtime.LambdaEndpoint;
import org.apache.camel.spi.annotations.Component;

/** Makes {@code lambda-s3} endpoints. */
@Component(LambdaS3Endpoint.SCHEME)
public final class LambdaS3Component extends LambdaComponent {

    @Override
    protected LambdaEndpoint createEndpoint(String uri, String path) {
        return new LambdaS3Endpoint(uri, this, path);
    }
}
