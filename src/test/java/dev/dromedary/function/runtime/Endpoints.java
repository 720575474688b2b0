package dev.dromedary.function.runtime;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Makes {@code lambda:} endpoints as a route would, in a Camel context of their own. */
final class Endpoints implements AfterAllCallback {

    private final CamelContext context = new DefaultCamelContext();

    LambdaEndpoint of(String uri) {
        return context.getEndpoint(uri, LambdaEndpoint.class);
    }

    CamelContext context() {
        return context;
    }

    @Override
    public void afterAll(ExtensionContext extension) {
        context.stop();
    }
}
