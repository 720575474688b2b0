package dev.dromedary.function.steps.outbox;

import dev.dromedary.function.steps.StepComponent;
import dev.dromedary.function.steps.StepEndpoint;
import org.apache.camel.spi.annotations.Component;

/** Steps that store messages and send them. */
@Component("outbox")
public class OutboxComponent extends StepComponent<OutboxEndpoint.Operation> {

    /** The component, as Camel makes it. */
    public OutboxComponent() {
        super("outbox", OutboxEndpoint.Operation.class);
    }

    @Override
    protected StepEndpoint step(String uri, OutboxEndpoint.Operation operation) {
        return new OutboxEndpoint(uri, this, operation);
    }
}
