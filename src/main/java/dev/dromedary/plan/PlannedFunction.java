package dev.dromedary.plan;

import dev.dromedary.function.runtime.AsynchronousEndpoint;
import dev.dromedary.function.runtime.FunctionHandler;
import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.runtime.Layers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * @param work what it does with one event
 * @param cost what its properties say of volumes and costs
 * @param thresholds of its alarms, as its properties have them
 * @param definition of the state machine that it is; empty if it is a function
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
        List<TableDefinition> tables,
        Work work,
        Map<String, String> cost,
        Map<String, String> thresholds,
        Optional<Map<String, Object>> definition) {

    /** What its route may do; what Terraform's module gives every function comes on top. */
    public Set<Permission> permissions() {
        return needs.permissions();
    }

    /** What keeps its plan from being complete, so that it could not be deployed. */
    public List<Finding> findings() {
        return List.copyOf(needs.findings());
    }

    /** What services of AWS may do to start it. */
    public List<Permission> deliveries() {
        return Deliveries.of(this);
    }

    /** Whether Lambda keeps its events in a queue of its own and repeats them. */
    public boolean isAsynchronous() {
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

    /** Whether it is a state machine, and no function. */
    public boolean isWorkflow() {
        return definition.isPresent();
    }

    /** It in the plan, where it is a state machine. */
    Optional<Document> machine() {
        return definition.map(machine -> new Document()
                .put("name", id + "-${environment}")
                .put("pipeline", pipeline)
                .put("description", description)
                .put("source", "routes/" + from.file())
                .put("type", options.getOrDefault("type", "STANDARD"))
                .put("thresholds", Thresholds.document(thresholds))
                .put("statements", Statements.of(needs.permissions()))
                .put("definition", machine));
    }

    /** It in the plan. */
    Document document() {
        Document document = new Document()
                .put("name", id + "-${environment}")
                .put("pipeline", pipeline)
                .put("description", description)
                .put("source", "routes/" + from.file())
                .put("handler", FunctionHandler.class.getName() + "::handleRequest")
                .put("package", needs.zip().word())
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
                .put("thresholds", Thresholds.document(thresholds))
                .put("environment", environment)
                .put("parameters", parameters(Resource::realName))
                .put("parameterKeys", parameters(needs.used().keys()::get))
                .put("settings", needs.used().settings())
                .put("trigger", triggerDocument())
                .put("statements", Statements.of(needs.permissions()))
                .put("work", work.document().put("model", needs.model()).fields());
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
