package dev.dromedary.plan;

import dev.dromedary.function.runtime.LambdaEndpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /**
     * The resource that an option of the trigger names.
     *
     * @param option name of the option
     * @param kind what it names
     * @return the resource
     */
    public Resource resource(String option, ResourceKind kind) {
        return needs.resource(kind, kind.nameOf(options.getOrDefault(option, "default")));
    }

    /** Something is wrong with an option of the trigger. */
    Finding finding(RoutesFolder folder, String option, String message) {
        return new Finding(from.file(), folder.lineOf(from.file(), option, from.line()), message);
    }
}
