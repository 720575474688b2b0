package dev.dromedary.plan;

import dev.dromedary.function.runtime.AsynchronousEndpoint;
import dev.dromedary.function.runtime.FunctionHandler;
import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.runtime.Layers;
import java.util.Map;
import java.util.function.Function;

/** A function in the plan. */
final class FunctionDocument {

    private static final String HANDLER = FunctionHandler.class.getName() + "::handleRequest";

    private FunctionDocument() {}

    static Map<String, Object> of(PlannedFunction function) {
        LambdaEndpoint endpoint = function.endpoint();
        Document document = new Document()
                .put("name", function.id() + "-${environment}")
                .put("pipeline", function.pipeline())
                .put("description", function.description())
                .put("source", "routes/" + function.from().file())
                .put("handler", HANDLER)
                .put("memory", endpoint.getMemory())
                .put("timeout", endpoint.getTimeout())
                .put("layers", Layers.of(endpoint))
                .put("reservedConcurrency", endpoint.getReservedConcurrency());
        if (function.isAsynchronous()) {
            document.put("asynchronous", true);
            if (endpoint instanceof AsynchronousEndpoint asynchronous) {
                document.put("maximumEventAge", asynchronous.getMaximumEventAge())
                        .put("maximumRetryAttempts", asynchronous.getMaximumRetryAttempts());
            }
        }
        return document.put("expectEvery", endpoint.getExpectEvery())
                .put("judges", function.needs().judges() ? true : null)
                .put("environment", function.environment())
                .put("parameters", parameters(function, Resource::realName))
                .put(
                        "parameterKeys",
                        parameters(function, function.needs().used().keys()::get))
                .put("trigger", trigger(function))
                .put("statements", Statements.of(function.needs().permissions()))
                .fields();
    }

    /** The trigger with its options; names are logical ones. */
    private static Map<String, Object> trigger(PlannedFunction function) {
        Document document = new Document().put("kind", function.trigger().kind());
        function.trigger().describe(function, document);
        return document.fields();
    }

    /** Something about each secret and parameter, by the environment variable that holds its name. */
    private static Map<String, Object> parameters(PlannedFunction function, Function<Resource, String> value) {
        Document parameters = new Document();
        function.needs()
                .used()
                .secrets()
                .forEach((property, resource) ->
                        parameters.put(FunctionPlanner.variable(property), value.apply(resource)));
        return parameters.fields();
    }
}
