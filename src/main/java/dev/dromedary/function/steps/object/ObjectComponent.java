package dev.dromedary.function.steps.object;

import dev.dromedary.function.steps.Operations;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Steps about the S3 object that started the route. */
@Component("object")
public class ObjectComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        ObjectEndpoint endpoint = new ObjectEndpoint(uri, this);
        endpoint.setOperation(Operations.of("object", remaining, ObjectEndpoint.Operation.class));
        setProperties(endpoint, parameters);
        endpoint.check();
        return endpoint;
    }
}
