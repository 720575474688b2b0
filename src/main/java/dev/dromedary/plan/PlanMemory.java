package dev.dromedary.plan;

import dev.dromedary.function.runtime.RouteFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was planned of a folder whose files stay as they are meanwhile: a function is not planned again for an environment that
 * has no settings for it, as the same files make the same function. For one thread at a time.
 */
public final class PlanMemory {

    private final EndpointRules rules = new EndpointRules();
    private final Map<String, Sources> sources = new HashMap<>();
    private final Map<Function, PlannedFunction> functions = new HashMap<>();

    private record Sources(List<RouteSource> routes, List<Finding> findings) {}

    private record Function(String id, RouteFiles files) {}

    /** Nothing is known yet. */
    public PlanMemory() {}

    /** The routes of a pipeline; what is wrong with its files is added to the findings. */
    List<RouteSource> sources(RoutesFolder folder, String pipeline, List<Finding> findings) {
        Sources known = sources.computeIfAbsent(pipeline, name -> {
            List<Finding> wrong = new ArrayList<>();
            return new Sources(new EndpointCheck(folder, rules).checkAll(name, wrong), wrong);
        });
        findings.addAll(known.findings());
        return known.routes();
    }

    /**
     * A function.
     *
     * @throws FindingsException as {@link FunctionPlanner#plan}
     * @throws IllegalArgumentException if its files can't be put together
     */
    PlannedFunction function(RoutesFolder folder, String pipeline, String id) {
        RouteFiles files = folder.files(id);
        return functions.computeIfAbsent(new Function(id, files), function -> new FunctionPlanner(folder, rules)
                .plan(pipeline, id, files, Settings.DEPLOYED));
    }
}
