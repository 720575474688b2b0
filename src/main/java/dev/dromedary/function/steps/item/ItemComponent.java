package dev.dromedary.function.steps.item;

import dev.dromedary.function.steps.StepComponent;
import dev.dromedary.function.steps.StepEndpoint;
import org.apache.camel.spi.annotations.Component;

/** Steps about one item of a DynamoDB table. */
@Component("item")
public class ItemComponent extends StepComponent<ItemEndpoint.Operation> {

    /** The component, as Camel makes it. */
    public ItemComponent() {
        super("item", ItemEndpoint.Operation.class);
    }

    @Override
    protected StepEndpoint step(String uri, ItemEndpoint.Operation operation) {
        return new ItemEndpoint(uri, this, operation);
    }
}
