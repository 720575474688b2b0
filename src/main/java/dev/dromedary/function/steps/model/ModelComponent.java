package dev.dromedary.function.steps.model;

import dev.dromedary.function.steps.StepComponent;
import dev.dromedary.function.steps.StepEndpoint;
import org.apache.camel.spi.annotations.Component;

/** Steps around a call of a language model. */
@Component("model")
public class ModelComponent extends StepComponent<ModelEndpoint.Operation> {

    /** The component, as Camel makes it. */
    public ModelComponent() {
        super("model", ModelEndpoint.Operation.class);
    }

    @Override
    protected StepEndpoint step(String uri, ModelEndpoint.Operation operation) {
        return new ModelEndpoint(uri, this, operation);
    }
}
