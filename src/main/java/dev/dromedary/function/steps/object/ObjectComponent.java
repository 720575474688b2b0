package dev.dromedary.function.steps.object;

import dev.dromedary.function.steps.StepComponent;
import dev.dromedary.function.steps.StepEndpoint;
import org.apache.camel.spi.annotations.Component;

/** Steps about the S3 object that started the route. */
@Component("object")
public class ObjectComponent extends StepComponent<ObjectEndpoint.Operation> {

    /** The component, as Camel makes it. */
    public ObjectComponent() {
        super("object", ObjectEndpoint.Operation.class);
    }

    @Override
    protected StepEndpoint step(String uri, ObjectEndpoint.Operation operation) {
        return new ObjectEndpoint(uri, this, operation);
    }
}
