package dev.dromedary.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.LineNumberAware;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDynamicDefinition;

/** Holds the endpoints of routes against Camel's catalog and our own components' entries in it. */
public final class EndpointCheck {

    private final RoutesFolder folder;
    private final EndpointRules rules;

    /** A check. */
    public EndpointCheck(RoutesFolder folder) {
        this(folder, new EndpointRules());
    }

    EndpointCheck(RoutesFolder folder, EndpointRules rules) {
        this.folder = folder;
        this.rules = rules;
    }

    /**
     * Checks every endpoint of a pipeline's routes.
     *
     * @return what is wrong, in the order of files and lines
     * @throws FindingsException if a file can't even be loaded
     */
    public List<Finding> check(String pipeline) {
        List<Finding> findings = new ArrayList<>();
        folder.routeFiles(pipeline).forEach(file -> checkFile(file, findings));
        return findings;
    }

    /** The routes of a pipeline, each file loaded once; files that can't be loaded are among what is wrong. */
    List<RouteSource> checkAll(String pipeline, List<Finding> findings) {
        List<RouteSource> routes = new ArrayList<>();
        for (String file : folder.routeFiles(pipeline)) {
            try {
                routes.addAll(checkFile(file, findings).sources(file));
            } catch (FindingsException e) {
                findings.addAll(e.findings());
            }
        }
        return routes;
    }

    private RoutesFolder.Loaded checkFile(String file, List<Finding> findings) {
        RoutesFolder.Loaded loaded = folder.load(file);
        if (loaded.routes().isEmpty() && loaded.configurations() == 0) {
            findings.add(new Finding(
                    file, 1, "The file holds no route; a route file is a list whose items begin with \"- route:\"."));
        }
        for (RouteDefinition route : loaded.routes()) {
            checkId(file, route, findings);
            SecretPlaces.in(
                    StepTree.of(folder.path(), route),
                    SecretName::in,
                    (step, name) -> {},
                    (step, name) -> findings.add(SecretPlaces.misplaced(step, name)));
            findings.addAll(RecordOutputs.in(StepTree.of(folder.path(), route)));
            check(file, route.getInput().getLineNumber(), route.getInput().getEndpointUri(), findings);
            for (EndpointRequiredDefinition to : ProcessorDefinitionHelper.filterTypeInOutputs(
                    route.getOutputs(), EndpointRequiredDefinition.class)) {
                check(file, ((LineNumberAware) to).getLineNumber(), to.getEndpointUri(), findings);
            }
            for (ToDynamicDefinition to :
                    ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDynamicDefinition.class)) {
                // Also wireTap. An expression as scheme can't be known here.
                if (!to.getUri().startsWith("$")) {
                    check(file, to.getLineNumber(), to.getUri(), findings);
                }
            }
        }
        return loaded;
    }

    /** A function finds its file by its id. What the loader makes up for one that is not written is none. */
    private static void checkId(String file, RouteDefinition route, List<Finding> findings) {
        if (route.getInput().getEndpointUri().startsWith(TriggerPlan.PREFIX)) {
            String id = route.hasCustomIdAssigned() ? route.getRouteId() : null;
            int line = route.getLineNumber() > 0
                    ? route.getLineNumber()
                    : route.getInput().getLineNumber();
            RouteId.fault(file, id).ifPresent(fault -> findings.add(new Finding(file, line, fault)));
        }
    }

    private void check(String file, int line, String uri, List<Finding> findings) {
        for (EndpointRules.Broken broken : rules.check(uri)) {
            int at = broken.option() == null ? line : folder.lineOf(file, broken.option(), line);
            findings.add(new Finding(file, at, broken.message()));
        }
    }
}
