package dev.dromedary.function.steps.event;

import dev.dromedary.function.steps.Operations;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Steps about events on an EventBridge bus. */
@Component("event")
public class EventComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        EventEndpoint endpoint = new EventEndpoint(uri, this);
        endpoint.setOperation(Operations.of("event", remaining, EventEndpoint.Operation.class));
        setProperties(endpoint, parameters);
        endpoint.check();
        return endpoint;
    }
}
