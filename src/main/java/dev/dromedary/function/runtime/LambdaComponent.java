package dev.dromedary.function.runtime;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** Makes the endpoints of one trigger. Each trigger has a component of its own, {@code lambda-…}. */
public abstract class LambdaComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        LambdaEndpoint endpoint = createEndpoint(uri, remaining);
        setProperties(endpoint, parameters);
        endpoint.check();
        return endpoint;
    }

    /** Makes an endpoint that has no options yet; the path is what stands behind the component's name. */
    protected abstract LambdaEndpoint createEndpoint(String uri, String path);
}
