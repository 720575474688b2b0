package dev.dromedary.function.steps.invoke;

import dev.dromedary.function.steps.StepComponent;
import dev.dromedary.function.steps.StepEndpoint;
import org.apache.camel.spi.annotations.Component;

/** Steps that call other routes. */
@Component("lambda")
public class InvokeComponent extends StepComponent<InvokeEndpoint.Operation> {

    /** The component, as Camel makes it. */
    public InvokeComponent() {
        super("lambda", InvokeEndpoint.Operation.class);
    }

    @Override
    protected StepEndpoint step(String uri, InvokeEndpoint.Operation operation) {
        return new InvokeEndpoint(uri, this, operation);
    }
}
