package dev.dromedary.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is to be deployed: every function with its trigger, permissions and resources, made from the routes. Two plans of
 * the same routes are equal, character by character.
 */
public final class Plan {

    private static final int FORMAT = 1;

    private final Optional<String> environment;
    private final List<String> environments;
    private final Map<String, PlannedFunction> functions;
    private final Graph graph;

    private Plan(RoutesFolder routes, List<String> pipelines, Map<String, PlannedFunction> functions) {
        this.environment = routes.environment();
        this.environments = Environments.of(routes, pipelines);
        this.functions = functions;
        this.graph = Graph.of(functions.values());
    }

    /**
     * Makes the plan of all pipelines, for the environment of the folder or, if it has none, for all that have no settings of
     * their own.
     *
     * @throws FindingsException if a route is wrong, can't be planned or breaks a rule; with file and line
     */
    public static Plan of(RoutesFolder routes) {
        return of(routes, routes.pipelines());
    }

    /**
     * Makes the plan of some pipelines, as if there were no others.
     *
     * @throws FindingsException if a route is wrong, can't be planned or breaks a rule; with file and line
     */
    public static Plan of(RoutesFolder routes, List<String> pipelines) {
        List<Finding> findings = new ArrayList<>();
        PlanMemory memory = new PlanMemory();
        Plan plan = of(routes, pipelines, findings, memory);
        if (!findings.isEmpty()) {
            throw new FindingsException(located(routes, pipelines, findings, memory));
        }
        return plan;
    }

    /**
     * What keeps routes from being planned.
     *
     * @return what is wrong, sorted by file and line
     */
    public static List<Finding> findings(RoutesFolder routes) {
        return findings(routes, new PlanMemory());
    }

    /**
     * What keeps routes from being planned.
     *
     * @param memory what was planned of the folder before, in whatever environment
     * @return what is wrong, sorted by file and line
     */
    public static List<Finding> findings(RoutesFolder routes, PlanMemory memory) {
        List<Finding> findings = new ArrayList<>();
        of(routes, routes.pipelines(), findings, memory);
        return located(routes, routes.pipelines(), findings, memory);
    }

    /** What only an environment's settings make wrong stands in its files. */
    private static List<Finding> located(
            RoutesFolder routes, List<String> pipelines, List<Finding> findings, PlanMemory memory) {
        if (findings.isEmpty() || routes.environment().isEmpty()) {
            return sorted(findings);
        }
        List<Finding> everywhere = new ArrayList<>();
        of(routes.everywhere(), pipelines, everywhere, memory);
        return sorted(Overrides.located(routes, findings, everywhere));
    }

    private static List<Finding> sorted(List<Finding> findings) {
        return findings.stream().distinct().sorted(Rules.BY_PLACE).toList();
    }

    private static Plan of(RoutesFolder routes, List<String> pipelines, List<Finding> findings, PlanMemory memory) {
        Map<String, PlannedFunction> functions = new TreeMap<>();
        for (String pipeline : pipelines) {
            int before = findings.size();
            List<RouteSource> sources = memory.sources(routes, pipeline, findings);
            boolean right = findings.size() == before;
            for (RouteSource route : sources) {
                if (right && route.isFunction()) {
                    try {
                        if (routes.deploys(route)) {
                            functions.put(route.id(), memory.function(routes, pipeline, route.id()));
                        }
                    } catch (FindingsException e) {
                        findings.addAll(e.findings());
                    } catch (IllegalArgumentException e) {
                        // The function's files can't be put together.
                        findings.add(new Finding(route.file(), route.line(), e.getMessage() + "."));
                    }
                }
            }
        }
        if (functions.isEmpty() && findings.isEmpty()) {
            pipelines.stream().findFirst().ifPresent(pipeline -> findings.add(none(routes, pipeline)));
        }
        Plan plan = new Plan(routes, pipelines, functions);
        functions.values().forEach(function -> findings.addAll(function.needs().findings()));
        findings.addAll(Rules.check(routes, functions.values(), plan.graph));
        return plan;
    }

    private static Finding none(RoutesFolder routes, String pipeline) {
        return new Finding(
                routes.routeFiles(pipeline).get(0),
                1,
                "No route begins with a trigger, so there is no function to deploy; begin one with "
                        + TriggerPlan.all().stream().map(TriggerPlan::scheme).collect(Collectors.joining(", ")) + ".");
    }

    /** The functions by their route's id. */
    public Map<String, PlannedFunction> functions() {
        return functions;
    }

    /** Which of them may start which. */
    public Graph graph() {
        return graph;
    }

    /** The environment that it is for; without one, it is for all that have no settings of their own. */
    Optional<String> environment() {
        return environment;
    }

    /** The environments that have settings of their own. */
    List<String> environments() {
        return environments;
    }

    /**
     * The plan as a document.
     *
     * @return maps, lists, texts, numbers and booleans
     */
    public Map<String, Object> document() {
        ResourceDocuments resources = new ResourceDocuments(functions.values());
        return new Document()
                .put("format", FORMAT)
                .put("environment", environment)
                .put("ownPlans", environment.isPresent() ? List.of() : environments)
                .put("functions", each(function -> Optional.of(function)
                        .filter(each -> !each.isWorkflow())
                        .map(PlannedFunction::document)))
                .put("stateMachines", each(PlannedFunction::machine))
                .put("buckets", resources.buckets())
                .put("tables", resources.tables())
                .put("queues", resources.queues())
                .put("streams", resources.streams())
                .put("buses", resources.buses())
                .put("topics", resources.topics())
                .put("identities", resources.identities())
                .put("recipients", recipients())
                .put("catalog", Catalog.documents(functions.values()))
                .put("rules", each(Plan::rule))
                .put("schedules", each(function -> function.trigger().schedule(function)))
                .put("mappings", each(function -> function.trigger().mapping(function)))
                .put("endpoints", each(function -> function.trigger().gatewayRoute(function)))
                .put("graph", graph.document())
                .fields();
    }

    private static Optional<Document> rule(PlannedFunction function) {
        return function.trigger().rule(function).map(rule -> new Document()
                .put("function", function.id())
                .put("bus", rule.bus().name())
                .put("pattern", Document.sorted(rule.pattern())));
    }

    private List<String> recipients() {
        return functions.values().stream()
                .flatMap(function -> function.needs().used().recipients().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private Map<String, Object> each(Function<PlannedFunction, Optional<Document>> document) {
        Map<String, Object> all = new TreeMap<>();
        functions.forEach((id, function) -> document.apply(function).ifPresent(found -> all.put(id, found.fields())));
        return all;
    }

    /** The properties of the routes that say what volumes and costs are: {@code <pipeline>.cost.…}. */
    public Map<String, String> costProperties() {
        Map<String, String> all = new TreeMap<>();
        functions.values().forEach(function -> all.putAll(function.cost()));
        return all;
    }

    /**
     * The plan for people.
     *
     * @return a table of the functions, and a drawing
     */
    public String text() {
        return PlanText.of(this);
    }

    /**
     * The plan as JSON, one field a line.
     *
     * @return the document, checked against its schema
     */
    public String json() {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        printer.indentArraysWith(indenter);
        printer.indentObjectsWith(indenter);
        try {
            ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
            String json = mapper.writer(printer).writeValueAsString(document()) + "\n";
            check(json);
            return json;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The plan holds what JSON can't", e);
        }
    }

    /**
     * Holds a plan against {@code plan.schema.json}, which whatever reads the plan may rely on.
     *
     * @throws IllegalStateException if it does not fit: a defect of the plan, no mistake in a route
     */
    private static void check(String json) {
        try (InputStream in = Plan.class.getResourceAsStream("/plan.schema.json")) {
            JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            Set<ValidationMessage> messages = schema.validate(json, InputFormat.JSON);
            if (!messages.isEmpty()) {
                throw new IllegalStateException("The plan does not fit its schema: "
                        + messages.stream()
                                .map(ValidationMessage::getMessage)
                                .sorted()
                                .collect(Collectors.joining("; ")));
            }
        } catch (IOException e) {
            throw new IllegalStateException("plan.schema.json can't be read", e);
        }
    }
}
