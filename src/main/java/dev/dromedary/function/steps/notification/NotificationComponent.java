package dev.dromedary.function.steps.notification;

import dev.dromedary.function.steps.StepComponent;
import dev.dromedary.function.steps.StepEndpoint;
import org.apache.camel.spi.annotations.Component;

/** Steps that tell people of things, once. */
@Component("notification")
public class NotificationComponent extends StepComponent<NotificationEndpoint.Operation> {

    /** The component, as Camel makes it. */
    public NotificationComponent() {
        super("notification", NotificationEndpoint.Operation.class);
    }

    @Override
    protected StepEndpoint step(String uri, NotificationEndpoint.Operation operation) {
        return new NotificationEndpoint(uri, this, operation);
    }
}
