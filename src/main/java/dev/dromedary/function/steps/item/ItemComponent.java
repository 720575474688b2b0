package dev.dromedary.function.steps.item;

import dev.dromedary.function.steps.Operations;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Steps about one item of a DynamoDB table. */
@Component("item")
public class ItemComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        ItemEndpoint endpoint = new ItemEndpoint(uri, this);
        endpoint.setOperation(Operations.of("item", remaining, ItemEndpoint.Operation.class));
        setProperties(endpoint, parameters);
        endpoint.check();
        return endpoint;
    }
}
