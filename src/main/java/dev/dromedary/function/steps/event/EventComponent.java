package dev.dromedary.function.steps.event;

import dev.dromedary.function.steps.StepComponent;
import dev.dromedary.function.steps.StepEndpoint;
import org.apache.camel.spi.annotations.Component;

/** Steps about events on an EventBridge bus. */
@Component("event")
public class EventComponent extends StepComponent<EventEndpoint.Operation> {

    /** The component, as Camel makes it. */
    public EventComponent() {
        super("event", EventEndpoint.Operation.class);
    }

    @Override
    protected StepEndpoint step(String uri, EventEndpoint.Operation operation) {
        return new EventEndpoint(uri, this, operation);
    }
}
