package dev.dromedary.function.runtime;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Makes {@code lambda:} endpoints as a route would, in a Camel context of their own. */
public final class Endpoints implements AfterAllCallback {

    private final CamelContext context = new DefaultCamelContext();

    public LambdaEndpoint of(String uri) {
        return context.getEndpoint(uri, LambdaEndpoint.class);
    }

    public <T extends LambdaEndpoint> T of(String uri, Class<T> type) {
        return context.getEndpoint(uri, type);
    }

    public CamelContext context() {
        return context;
    }

    @Override
    public void afterAll(ExtensionContext extension) {
        context.stop();
    }
}
