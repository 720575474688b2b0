package dev.dromedary.function.steps.outbox;

import dev.dromedary.function.steps.Operations;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Steps that store messages and send them. */
@Component("outbox")
public class OutboxComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        OutboxEndpoint endpoint = new OutboxEndpoint(uri, this);
        endpoint.setOperation(Operations.of("outbox", remaining, OutboxEndpoint.Operation.class));
        setProperties(endpoint, parameters);
        endpoint.check();
        return endpoint;
    }
}
