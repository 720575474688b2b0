package dev.dromedary.steps;

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
        endpoint.setOperation(operation(remaining));
        setProperties(endpoint, parameters);
        endpoint.check();
        return endpoint;
    }

    private static RecordsEndpoint.Operation operation(String name) {
        try {
            return RecordsEndpoint.Operation.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "records:" + name + ": there is no such step; the steps are "
                            + "open, validate, write, manifest, analyze, analysis, complete and superseded",
                    e);
        }
    }
}
