package dev.dromedary.function.steps.rollup;

import dev.dromedary.function.steps.Operations;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Steps that join objects that refer to each other. */
@Component("rollup")
public class RollupComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        RollupEndpoint endpoint = new RollupEndpoint(uri, this);
        endpoint.setOperation(Operations.of("rollup", remaining, RollupEndpoint.Operation.class));
        setProperties(endpoint, parameters);
        endpoint.check();
        return endpoint;
    }
}
