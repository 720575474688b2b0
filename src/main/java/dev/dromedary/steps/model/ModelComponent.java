package dev.dromedary.steps.model;

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
        endpoint.setOperation(operation(remaining));
        setProperties(endpoint, parameters);
        endpoint.check();
        return endpoint;
    }

    private static ModelEndpoint.Operation operation(String name) {
        try {
            return ModelEndpoint.Operation.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "model:" + name + ": there is no such step; the steps are ask, reserve, check and unavailable", e);
        }
    }
}
