package dev.dromedary.function.steps.memory;

import dev.dromedary.function.steps.Operations;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Steps that keep something for a retry. */
@Component("ledger")
public class LedgerComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        LedgerEndpoint endpoint = new LedgerEndpoint(uri, this);
        endpoint.setOperation(Operations.of("ledger", remaining, LedgerEndpoint.Operation.class));
        setProperties(endpoint, parameters);
        if (endpoint.getName() == null || endpoint.getName().isBlank()) {
            throw new IllegalArgumentException("ledger:" + remaining + " needs the option name");
        }
        return endpoint;
    }
}
