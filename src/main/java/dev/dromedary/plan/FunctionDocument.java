package dev.dromedary.plan;

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
            document.put("asynchronous", true)
                    .put("maximumEventAge", endpoint.getMaximumEventAge())
                    .put("maximumRetryAttempts", endpoint.getMaximumRetryAttempts());
        }
        return document.put("expectEvery", endpoint.getExpectEvery())
                .put("judges", function.needs().judges() ? true : null)
                .put("environment", function.environment())
                .put("parameters", parameters(function, Resource::realName))
                .put(
                        "parameterKeys",
                        parameters(function, function.needs().used().keys()::get))
                .put("trigger", new TriggerDocument(function).trigger())
                .put("statements", Statements.of(function.needs().permissions()))
                .fields();
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
