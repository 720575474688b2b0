package dev.dromedary.fake;

import dev.dromedary.function.runtime.LambdaComponent;
import dev.dromedary.function.runtime.LambdaEndpoint;

/** Makes {@code lambda-fake} endpoints. */
public final class LambdaFakeComponent extends LambdaComponent {

    @Override
    protected LambdaEndpoint createEndpoint(String uri, String path) {
        return new LambdaFakeEndpoint(uri, this, path);
    }
}
