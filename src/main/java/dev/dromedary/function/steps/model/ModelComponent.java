package dev.dromedary.function.steps.model;

import dev.dromedary.function.steps.Operations;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Steps around a call of a language model. */
@Component("model")
public class ModelComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        ModelEndpoint endpoint = new ModelEndpoint(uri, this);
        endpoint.setOperation(Operations.of("model", remaining, ModelEndpoint.Operation.class));
        setProperties(endpoint, parameters);
        endpoint.check();
        return endpoint;
    }
}
