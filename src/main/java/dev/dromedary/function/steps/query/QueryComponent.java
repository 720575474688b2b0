package dev.dromedary.function.steps.query;

import dev.dromedary.function.steps.StepComponent;
import dev.dromedary.function.steps.StepEndpoint;
import org.apache.camel.spi.annotations.Component;

/** Steps that run a SELECT over objects. */
@Component("query")
public class QueryComponent extends StepComponent<QueryEndpoint.Operation> {

    /** The component, as Camel makes it. */
    public QueryComponent() {
        super("query", QueryEndpoint.Operation.class);
    }

    @Override
    protected StepEndpoint step(String uri, QueryEndpoint.Operation operation) {
        return new QueryEndpoint(uri, this, operation);
    }
}
