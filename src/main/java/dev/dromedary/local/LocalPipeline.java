package dev.dromedary.local;

import dev.dromedary.lambda.Invocation;
import dev.dromedary.lambda.InvocationFailedException;
import dev.dromedary.lambda.JsonDocument;
import dev.dromedary.lambda.LambdaEndpoint;
import dev.dromedary.lambda.RouteFiles;
import dev.dromedary.lambda.RouteFunction;
import dev.dromedary.lambda.Services;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/** All functions of a pipeline in this JVM, joined by the embedded cloud as they are on AWS by EventBridge. */
public final class LocalPipeline implements AutoCloseable {

    private final EmbeddedCloud cloud;
    private final List<RouteFunction> functions = new ArrayList<>();
    private final Queue<Result> results = new ConcurrentLinkedQueue<>();

    /**
     * What one invocation came to.
     *
     * @param route id of the route
     * @param summary what the function returned, or null if it failed
     * @param failure why it failed, or null
     */
    public record Result(String route, Map<String, Object> summary, InvocationFailedException failure) {}

    /**
     * A pipeline without functions.
     *
     * @param cloud what its functions reach
     */
    public LocalPipeline(EmbeddedCloud cloud) {
        this.cloud = cloud;
    }

    /**
     * Starts a route as a function and subscribes it to the events that its trigger asks for.
     *
     * @param files the route's files
     * @param routeId the route's id
     * @param services what it reaches
     * @return the function
     * @throws Exception if it can't start; see {@link RouteFunction#start}
     */
    public RouteFunction add(RouteFiles files, String routeId, Services services) throws Exception {
        RouteFunction function = RouteFunction.start(files, routeId, services);
        functions.add(function);
        LambdaEndpoint endpoint = function.endpoint();
        cloud.eventBridge().bus(endpoint.getBus());
        cloud.eventBridge()
                .rule(
                        endpoint.getBus(),
                        routeId,
                        JsonDocument.write(endpoint.implementation().eventPattern(endpoint)),
                        event -> invoke(function, routeId, event));
        return function;
    }

    private void invoke(RouteFunction function, String routeId, String event) {
        Duration timeout = Duration.ofSeconds(function.endpoint().getTimeout());
        Invocation invocation = Invocation.starting(UUID.randomUUID().toString(), timeout);
        try {
            results.add(new Result(routeId, function.invoke(JsonDocument.parse(event), invocation), null));
        } catch (InvocationFailedException e) {
            results.add(new Result(routeId, null, e));
        }
    }

    /**
     * The functions, in the order in which they were added.
     *
     * @return a copy
     */
    public List<RouteFunction> functions() {
        return List.copyOf(functions);
    }

    /**
     * What the invocations so far came to.
     *
     * @return a copy, in the order in which they ended
     */
    public List<Result> results() {
        return List.copyOf(results);
    }

    @Override
    public void close() {
        functions.forEach(RouteFunction::close);
    }
}
