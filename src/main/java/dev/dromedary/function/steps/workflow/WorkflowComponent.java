package dev.dromedary.function.steps.workflow;

import dev.dromedary.function.steps.StepComponent;
import dev.dromedary.function.steps.StepEndpoint;
import org.apache.camel.spi.annotations.Component;

/** Steps that start and stop executions of workflows. */
@Component("workflow")
public class WorkflowComponent extends StepComponent<WorkflowEndpoint.Operation> {

    /** The component, as Camel makes it. */
    public WorkflowComponent() {
        super("workflow", WorkflowEndpoint.Operation.class);
    }

    @Override
    protected StepEndpoint step(String uri, WorkflowEndpoint.Operation operation) {
        return new WorkflowEndpoint(uri, this, operation);
    }
}
