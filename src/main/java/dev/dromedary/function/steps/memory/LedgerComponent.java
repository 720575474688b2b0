package dev.dromedary.function.steps.memory;

import dev.dromedary.function.steps.StepComponent;
import dev.dromedary.function.steps.StepEndpoint;
import org.apache.camel.spi.annotations.Component;

/** Steps that keep something for a retry. */
@Component("ledger")
public class LedgerComponent extends StepComponent<LedgerEndpoint.Operation> {

    /** The component, as Camel makes it. */
    public LedgerComponent() {
        super("ledger", LedgerEndpoint.Operation.class);
    }

    @Override
    protected StepEndpoint step(String uri, LedgerEndpoint.Operation operation) {
        return new LedgerEndpoint(uri, this, operation);
    }
}
