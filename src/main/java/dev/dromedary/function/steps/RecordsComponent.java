package dev.dromedary.function.steps;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Steps that take records from an object to outputs and manifest, batch by batch. */
@Component("records")
public class RecordsComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        RecordsEndpoint endpoint = new RecordsEndpoint(uri, this);
        endpoint.setOperation(Operations.of("records", remaining, RecordsEndpoint.Operation.class));
        setProperties(endpoint, parameters);
        endpoint.check();
        return endpoint;
    }
}
