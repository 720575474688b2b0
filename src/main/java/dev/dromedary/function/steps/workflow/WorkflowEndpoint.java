package dev.dromedary.function.steps.workflow;

import dev.dromedary.function.steps.Access;
import dev.dromedary.function.steps.StepEndpoint;
import java.util.List;
import java.util.Map;
import org.apache.camel.Category;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/** Start an execution of a workflow, or stop one. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "workflow",
        title = "Workflow",
        syntax = "workflow:operation",
        producerOnly = true,
        category = {Category.CLOUD, Category.WORKFLOW})
public class WorkflowEndpoint extends StepEndpoint {

    @UriPath(
            description =
                    "start: an execution begins, with the body as its input; of one name there is one, however often it is"
                            + " started. stop: the execution ends, if it has not ended. The body stays what it is.")
    @Metadata(required = true)
    private final Operation operation;

    @UriParam(description = "Id of the workflow's route.")
    @Metadata(required = true)
    private String route;

    @UriParam(
            defaultValue = "${exchangeProperty.idempotencyKey}",
            description = "What names the execution, a simple expression; what is no name of an execution is hashed.")
    private String name = "${exchangeProperty.idempotencyKey}";

    @UriParam(description = "stop: why, a simple expression.")
    private String cause;

    /** What the steps call. */
    public static final Map<Operation, List<Access>> ACCESSES = Map.of(
            Operation.start, List.of(Access.workflow("route", "states:StartExecution")),
            Operation.stop, List.of(Access.workflow("route", "states:StopExecution")));

    /** What the step does. */
    public enum Operation {
        start,
        stop
    }

    WorkflowEndpoint(String uri, WorkflowComponent component, Operation operation) {
        super(uri, component, operation);
        this.operation = operation;
    }

    @Override
    protected void check() {
        require("route", route);
        require("name", name);
    }

    @Override
    public Producer createProducer() {
        WorkflowSteps steps = new WorkflowSteps(this);
        return producer(operation == Operation.start ? steps::start : steps::stop);
    }

    public String getRoute() {
        return route;
    }

    public void setRoute(String route) {
        this.route = route;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getCause() {
        return cause;
    }

    public void setCause(String cause) {
        this.cause = cause;
    }
}
