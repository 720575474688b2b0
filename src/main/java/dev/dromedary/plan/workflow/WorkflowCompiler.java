package dev.dromedary.plan.workflow;

import dev.dromedary.plan.Step;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Makes a state machine in the Amazon States Language, with JSONata, of a workflow's route. Both mean the same: outputs and
 * calls of the state machine are those that Camel comes to when it runs the route itself. What can't be said in a state machine
 * is a finding.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html">Amazon States
 *     Language</a>
 */
public final class WorkflowCompiler {

    private WorkflowCompiler() {}

    /**
     * Compiles a route.
     *
     * @param route the route
     * @param options of its trigger
     * @param around what its folder knows; is told of what can't be compiled
     * @return the state machine's definition; ARNs hold <code>${partition}</code> and the like
     */
    public static Map<String, Object> compile(Step route, MachineOptions options, Around around) {
        Map<String, Object> definition = new LinkedHashMap<>();
        if (!route.attribute("description").isBlank()) {
            definition.put("Comment", route.attribute("description").strip());
        }
        definition.put("QueryLanguage", "JSONata");
        States states = new States(new LinkedHashSet<>());
        List<Step> steps = route.children().stream()
                .filter(step -> !step.name().equals("from"))
                .toList();
        Compilation compilation = new Compilation(around, options);
        Fragment all = compilation.sequence(steps, new Place(states, Scope.machine(), Catching.NONE, true));
        definition.putAll(all.machine(states));
        definition.put("TimeoutSeconds", options.timeout());
        return definition;
    }

    /** Whether a definition runs parts of a list as executions of their own. */
    public static boolean splits(Object definition) {
        if (definition instanceof Map<?, ?> map) {
            return "DISTRIBUTED".equals(map.get("Mode"))
                    || map.values().stream().anyMatch(WorkflowCompiler::splits);
        }
        return definition instanceof List<?> list && list.stream().anyMatch(WorkflowCompiler::splits);
    }
}
