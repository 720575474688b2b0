package dev.dromedary.function.steps.window;

import dev.dromedary.function.steps.StepComponent;
import dev.dromedary.function.steps.StepEndpoint;
import org.apache.camel.spi.annotations.Component;

/** Steps that keep and read figures over windows of time. */
@Component("window")
public class WindowComponent extends StepComponent<WindowEndpoint.Operation> {

    /** The component, as Camel makes it. */
    public WindowComponent() {
        super("window", WindowEndpoint.Operation.class);
    }

    @Override
    protected StepEndpoint step(String uri, WindowEndpoint.Operation operation) {
        return new WindowEndpoint(uri, this, operation);
    }
}
