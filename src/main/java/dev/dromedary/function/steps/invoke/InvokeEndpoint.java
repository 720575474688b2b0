package dev.dromedary.function.steps.invoke;

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

/** Call another route from a workflow, and wait for what it leaves. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "lambda",
        title = "Lambda invocation",
        syntax = "lambda:operation",
        producerOnly = true,
        category = {Category.CLOUD, Category.SERVERLESS})
public class InvokeEndpoint extends StepEndpoint {

    @UriPath(
            description =
                    "invoke: the route, which begins with lambda-direct, gets the body; what it leaves as its body is the"
                            + " body then. Only in a workflow: in another route a call that waits is paid twice.")
    @Metadata(required = true)
    private final Operation operation;

    @UriParam(description = "Id of the route that is called.")
    @Metadata(required = true)
    private String route;

    /** The alias of a function that everything starts. */
    public static final String ALIAS = "live";

    /** What the steps call. */
    public static final Map<Operation, List<Access>> ACCESSES =
            Map.of(Operation.invoke, List.of(Access.function("route")));

    /** What the step does. */
    public enum Operation {
        invoke
    }

    InvokeEndpoint(String uri, InvokeComponent component, Operation operation) {
        super(uri, component, operation);
        this.operation = operation;
    }

    @Override
    protected void check() {
        require("route", route);
    }

    @Override
    public Producer createProducer() {
        return producer(new InvokeSteps(this)::invoke);
    }

    public String getRoute() {
        return route;
    }

    public void setRoute(String route) {
        this.route = route;
    }
}
