package dev.dromedary.function.steps;

import org.apache.camel.spi.annotations.Component;

/** Steps that take records from an object to outputs and manifest, batch by batch. */
@Component("records")
public class RecordsComponent extends StepComponent<RecordsEndpoint.Operation> {

    /** The component, as Camel makes it. */
    public RecordsComponent() {
        super("records", RecordsEndpoint.Operation.class);
    }

    @Override
    protected StepEndpoint step(String uri, RecordsEndpoint.Operation operation) {
        return new RecordsEndpoint(uri, this, operation);
    }
}
