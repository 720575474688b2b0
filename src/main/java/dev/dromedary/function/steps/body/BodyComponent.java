package dev.dromedary.function.steps.body;

import dev.dromedary.function.steps.Operations;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Steps about the body as a map. */
@Component("body")
public class BodyComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        BodyEndpoint endpoint = new BodyEndpoint(uri, this);
        endpoint.setOperation(Operations.of("body", remaining, BodyEndpoint.Operation.class));
        setProperties(endpoint, parameters);
        if (endpoint.getFields() == null || endpoint.getFields().isBlank()) {
            throw new IllegalArgumentException("body:" + remaining + " needs the option fields");
        }
        return endpoint;
    }
}
