package dev.dromedary.function.steps.rollup;

import dev.dromedary.function.steps.StepComponent;
import dev.dromedary.function.steps.StepEndpoint;
import org.apache.camel.spi.annotations.Component;

/** Steps that join objects that refer to each other. */
@Component("rollup")
public class RollupComponent extends StepComponent<RollupEndpoint.Operation> {

    /** The component, as Camel makes it. */
    public RollupComponent() {
        super("rollup", RollupEndpoint.Operation.class);
    }

    @Override
    protected StepEndpoint step(String uri, RollupEndpoint.Operation operation) {
        return new RollupEndpoint(uri, this, operation);
    }
}
