package dev.dromedary.plan;

import dev.dromedary.function.runtime.AsynchronousEndpoint;
import dev.dromedary.function.runtime.FunctionHandler;
import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.runtime.Layers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A function with all that the plan knows of it.
 *
 * @param id the route's id
 * @param pipeline the pipeline
 * @param trigger what the plan knows of its trigger
 * @param from the trigger as it stands in its file
 * @param description what it does, if the route says so
 * @param endpoint the trigger's options
 * @param options the trigger's options as texts, placeholders resolved
 * @param pattern the events that start it; empty if no rule does
 * @param needs permissions and resources
 * @param environment environment variables
 * @param ledgerDays for how many days the ledger remembers
 * @param tables tables that its properties define, and the ledger's
 */
public record PlannedFunction(
        String id,
        String pipeline,
        TriggerPlan trigger,
        Step from,
        Optional<String> description,
        LambdaEndpoint endpoint,
        Map<String, String> options,
        Map<String, Object> pattern,
        Needs needs,
        Map<String, String> environment,
        String ledgerDays,
        List<TableDefinition> tables) {

    /** Whether Lambda keeps its events in a queue of its own and repeats them. */
    boolean isAsynchronous() {
        return trigger.isAsynchronous(endpoint);
    }

    /** The resource that an option of the trigger names. */
    public Resource resource(String option, ResourceKind kind) {
        return needs.resource(kind, kind.nameOf(options.getOrDefault(option, "default")));
    }

    /** Something is wrong with an option of the trigger. */
    Finding finding(RoutesFolder folder, String option, String message) {
        return new Finding(from.file(), folder.lineOf(from.file(), option, from.line()), message);
    }

    /** It in the plan. */
    Document document() {
        Document document = new Document()
                .put("name", id + "-${environment}")
                .put("pipeline", pipeline)
                .put("description", description)
                .put("source", "routes/" + from.file())
                .put("handler", FunctionHandler.class.getName() + "::handleRequest")
                .put("memory", endpoint.getMemory())
                .put("timeout", endpoint.getTimeout())
                .put("layers", Layers.of(endpoint))
                .put("reservedConcurrency", endpoint.getReservedConcurrency());
        if (isAsynchronous()) {
            document.put("asynchronous", true);
            if (endpoint instanceof AsynchronousEndpoint asynchronous) {
                document.put("maximumEventAge", asynchronous.getMaximumEventAge())
                        .put("maximumRetryAttempts", asynchronous.getMaximumRetryAttempts());
            }
        }
        return document.put("expectEvery", endpoint.getExpectEvery())
                .put("judges", needs.judges() ? true : null)
                .put("environment", environment)
                .put("parameters", parameters(Resource::realName))
                .put("parameterKeys", parameters(needs.used().keys()::get))
                .put("trigger", triggerDocument())
                .put("statements", Statements.of(needs.permissions()));
    }

    /** The trigger with its options; names are logical ones. */
    private Map<String, Object> triggerDocument() {
        Document document = new Document().put("kind", trigger.kind());
        trigger.describe(this, document);
        return document.fields();
    }

    /** Something about each secret and parameter, by the environment variable that holds its name. */
    private Map<String, Object> parameters(Function<Resource, String> value) {
        Document parameters = new Document();
        needs.used()
                .secrets()
                .forEach((property, resource) ->
                        parameters.put(FunctionPlanner.variable(property), value.apply(resource)));
        return parameters.fields();
    }
}
