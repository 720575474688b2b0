package dev.dromedary.plan;

import dev.dromedary.function.runtime.EnvironmentPlaceholder;
import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.plan.workflow.WorkflowCompiler;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;

/** Finds out what one function needs, by loading its files and walking through its route. */
public final class FunctionPlanner {

    private static final Pattern TABLES = Pattern.compile(".*\\.table(\\..+)?");
    private static final Pattern COST = Pattern.compile("[a-z0-9]+\\.cost\\..+");
    private static final Pattern OPTION = Pattern.compile("(?:The option |the option )(\\w+)");

    private final RoutesFolder folder;
    private final EndpointRules rules;

    /** Of the routes of a folder. */
    public FunctionPlanner(RoutesFolder folder) {
        this(folder, new EndpointRules());
    }

    FunctionPlanner(RoutesFolder folder, EndpointRules rules) {
        this.folder = folder;
        this.rules = rules;
    }

    /**
     * Plans a function.
     *
     * @return what it needs; what is wrong is among its needs' findings
     * @throws FindingsException if the route can't be loaded, or its trigger is wrong
     */
    PlannedFunction plan(String pipeline, String id) {
        return plan(pipeline, id, folder.files(id), Settings.DEPLOYED);
    }

    /**
     * Plans a function as it is where it runs.
     *
     * @param pipeline its pipeline
     * @param id its route's id
     * @param files its files, which need not be called after the route
     * @param overriding says what overrides their properties, in a context that is not built yet
     * @return what it needs; what is wrong is among its needs' findings
     * @throws FindingsException if the route can't be loaded, or its trigger is wrong
     */
    public PlannedFunction plan(String pipeline, String id, RouteFiles files, Consumer<CamelContext> overriding) {
        try (FunctionRoutes routes = FunctionRoutes.load(folder, files, id, overriding)) {
            Step from = routes.from();
            Settings settings = routes.settings();
            String uri = from.attribute("uri");
            Step[] at = {from};
            try {
                LambdaEndpoint endpoint = routes.context().getEndpoint(settings.resolve(uri), LambdaEndpoint.class);
                TriggerPlan planned = TriggerPlan.of(uri).orElseThrow();
                Map<String, String> options = rules.options(uri);
                Grants grants = Grants.parse(options.getOrDefault("grants", ""));
                Needs needs = new Needs(id, settings, grants, planned.keys(endpoint));
                EndpointUse trigger = new EndpointUse(from, uri, options, planned.flow(endpoint), settings::resolve);
                needs.visit(from);
                planned.needs(trigger, endpoint, id, needs);
                needs.leave();
                grants.add(from, needs);
                AllPermissions permissions = new AllPermissions(rules, needs);
                Set<Step> reached = new LinkedHashSet<>(routes.configurations());
                new Walk(routes, use -> {
                            at[0] = use.step();
                            if (use.step().name().equals("route")) {
                                reached.add(use.step());
                            }
                            permissions.add(use);
                        })
                        .start(trigger.flow());
                SecretPlaces.add(reached, settings, needs);
                Optional<Map<String, Object>> definition = planned.machine(endpoint)
                        .map(machine -> WorkflowCompiler.compile(
                                routes.route(), machine, new RoutesAround(routes, rules, needs)));
                definition.filter(WorkflowCompiler::splits).ifPresent(machine -> runParts(id, needs));
                // What follows is about the trigger.
                at[0] = from;
                return new PlannedFunction(
                        id,
                        pipeline,
                        planned,
                        from,
                        routes.description(),
                        endpoint,
                        options(trigger),
                        endpoint.eventPattern(),
                        needs,
                        environment(id, settings, needs, reached),
                        settings.value("dromedary.ledger.keep-days").orElse("no"),
                        tables(settings),
                        Work.of(routes, needs),
                        settings.all(COST),
                        Thresholds.of(settings, pipeline),
                        definition);
            } catch (RuntimeException e) {
                throw new FindingsException(List.of(finding(at[0], e)));
            }
        }
    }

    /**
     * The parts of a split are executions of the state machine itself.
     *
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html">Distributed Map</a>
     */
    private static void runParts(String id, Needs needs) {
        String machine = new Resource(ResourceKind.STATE_MACHINE, id, false).arn();
        needs.leave();
        needs.allow("RunParts", machine, List.of("states:StartExecution"));
        needs.allow(
                "LookAfterParts",
                machine.replace(":stateMachine:", ":execution:") + "/*",
                List.of("states:DescribeExecution", "states:RedriveExecution", "states:StopExecution"));
    }

    private static Map<String, String> options(EndpointUse trigger) {
        Map<String, String> options = new TreeMap<>();
        trigger.options().keySet().forEach(name -> trigger.option(name).ifPresent(value -> options.put(name, value)));
        return options;
    }

    private static List<TableDefinition> tables(Settings settings) {
        List<TableDefinition> tables = new ArrayList<>(TableProperties.of(settings.all(TABLES)));
        settings.value(AllPermissions.LEDGER)
                .ifPresent(name -> tables.add(new TableDefinition(name, "id", null, "expires", List.of())));
        return tables;
    }

    private Finding finding(Step at, RuntimeException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        Matcher option = OPTION.matcher(message);
        int line = option.find() ? folder.lineOf(at.file(), option.group(1), at.line()) : at.line();
        Matcher property =
                Pattern.compile("Property with key \\[([^]]+)] not found").matcher(message);
        if (property.find()) {
            String name = property.group(1);
            return new Finding(
                    at.file(),
                    folder.lineWith(at.file(), "{{" + name, at.line()),
                    "The property " + name + " has no value; set it in the pipeline's properties.");
        }
        return new Finding(at.file(), line, message.endsWith(".") ? message : message + ".");
    }

    /** Just the properties that the function reads, with the real names of resources. */
    private static Map<String, String> environment(String id, Settings settings, Needs needs, Set<Step> reached) {
        Set<String> names = new TreeSet<>(needs.used().realValues().keySet());
        reached.forEach(step -> placeholders(step, settings, names));
        Map<String, String> environment = new TreeMap<>();
        environment.put("DROMEDARY_ROUTE", id);
        environment.put("DROMEDARY_ENVIRONMENT", "${environment}");
        for (String name : names) {
            String real = needs.used().realValues().get(name);
            // What is the product's own has its default in the zip.
            if (real == null && name.startsWith("dromedary.")) {
                continue;
            }
            // Its text is for the function itself to read, from its files.
            if (!settings.secrets("{{" + name + "}}").isEmpty()) {
                continue;
            }
            String value = real != null ? real : settings.value(name).orElse("");
            // Lambda sets it, and lets nobody else.
            if (!value.isEmpty() && !EnvironmentPlaceholder.isReserved(variable(name))) {
                environment.put(variable(name), value);
            }
        }
        return environment;
    }

    /** The environment variable that overrides a property. */
    static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    private static void placeholders(Step step, Settings settings, Set<String> names) {
        step.attributes().values().forEach(value -> names.addAll(settings.named(value)));
        names.addAll(settings.named(step.text()));
        step.children().forEach(child -> placeholders(child, settings, names));
    }
}
