package dev.dromedary.function.steps.body;

import dev.dromedary.function.steps.StepComponent;
import dev.dromedary.function.steps.StepEndpoint;
import org.apache.camel.spi.annotations.Component;

/** Steps about the body as a map. */
@Component("body")
public class BodyComponent extends StepComponent<BodyEndpoint.Operation> {

    /** The component, as Camel makes it. */
    public BodyComponent() {
        super("body", BodyEndpoint.Operation.class);
    }

    @Override
    protected StepEndpoint step(String uri, BodyEndpoint.Operation operation) {
        return new BodyEndpoint(uri, this, operation);
    }
}
