package dev.dromedary.plan;

import dev.dromedary.function.runtime.ErrorHandling;
import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.function.runtime.RouteIds;
import dev.dromedary.function.runtime.SourceKamelets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;

/** The routes of one function, loaded by Camel from just the files that the function has, and not started. */
final class FunctionRoutes implements AutoCloseable {

    private final DefaultCamelContext context;
    private final Settings settings;
    private final RouteFiles files;
    private final Kamelets kamelets;
    private final String id;
    private final Map<String, List<Step>> byEndpoint = new TreeMap<>();
    private final List<Step> configurations = new ArrayList<>();
    private RouteDefinition definition;
    private Step route;

    private FunctionRoutes(
            RouteFiles files, String id, RememberedClassPath classPath, Consumer<CamelContext> overriding) {
        this.id = id;
        this.files = files;
        context = new DefaultCamelContext(false);
        classPath.install(context);
        context.setSourceLocationEnabled(true);
        kamelets = new Kamelets(context, files);
        settings = Settings.of(context, files, overriding);
    }

    /**
     * Loads a function's files.
     *
     * @param overriding says what overrides their properties
     * @throws FindingsException if a file can't be loaded
     */
    static FunctionRoutes load(RoutesFolder folder, RouteFiles files, String id, Consumer<CamelContext> overriding) {
        FunctionRoutes routes = new FunctionRoutes(files, id, folder.classPath(), overriding);
        String loading = routes.files.routes().get(0);
        try {
            routes.context.build();
            for (String file : routes.files.routes()) {
                loading = file;
                PluginHelper.getRoutesLoader(routes.context)
                        .loadRoutes(PluginHelper.getResourceLoader(routes.context)
                                .resolveResource("file:" + folder.path().resolve(file)));
            }
            routes.read();
            return routes;
        } catch (Exception e) {
            routes.close();
            throw e instanceof FindingsException findings
                    ? findings
                    : new FindingsException(List.of(LoadFailure.finding(folder, loading, e)));
        }
    }

    private void read() {
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        List<RouteDefinition> there = model.getRouteDefinitions().stream()
                .filter(each -> Preconditions.hold(context, each))
                .toList();
        for (RouteDefinition each : there) {
            SourceKamelets.expand(context, each, files.folder());
            RouteIds.complete(each, files.folder());
            Step step = filled(StepTree.of(files.folder(), each), each);
            if (id.equals(each.getRouteId())) {
                definition = each;
                route = step;
            }
            String from =
                    step.child("from").map(input -> input.attribute("uri")).orElse("");
            if (!from.startsWith(TriggerPlan.PREFIX)) {
                byEndpoint
                        .computeIfAbsent(EndpointUri.identity(settings.resolve(from)), name -> new ArrayList<>())
                        .add(step);
            }
        }
        List<RouteDefinition> own = there.stream()
                .filter(each -> each == definition || !isFunction(each))
                .toList();
        if (route == null) {
            throw new IllegalArgumentException("There is no route " + id + " in " + String.join(", ", files.routes())
                    + ", or its precondition does not hold");
        }
        for (RouteConfigurationDefinition each : model.getRouteConfigurationDefinitions()) {
            if (own.stream().anyMatch(route -> ErrorHandling.applies(each, route.getRouteConfigurationId()))) {
                configurations.add(StepTree.of(files.folder(), each));
            }
        }
        // The first one, as the reason is most often one that all have in common.
        for (RouteDefinition each : own) {
            Optional<String> fault = ErrorHandling.fault(each, model.getRouteConfigurationDefinitions());
            if (fault.isPresent()) {
                throw new FindingsException(
                        List.of(StepTree.of(files.folder(), each).finding(fault.get())));
            }
        }
    }

    /** Of a route that was made from a template, with its parameters filled in. */
    private static Step filled(Step step, RouteDefinition route) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (route.getTemplateDefaultParameters() != null) {
            parameters.putAll(route.getTemplateDefaultParameters());
        }
        if (route.getTemplateParameters() != null) {
            parameters.putAll(route.getTemplateParameters());
        }
        return parameters.isEmpty() ? step : TemplateParameters.fill(step, parameters);
    }

    private static boolean isFunction(RouteDefinition route) {
        return route.getInput().getEndpointUri().startsWith(TriggerPlan.PREFIX);
    }

    /** The function's own route. */
    Step route() {
        return route;
    }

    Step from() {
        return route.child("from").orElseThrow();
    }

    /** Routes of the same files that begin with an endpoint such as {@code direct:name}. */
    List<Step> beginningWith(String uri) {
        return byEndpoint.getOrDefault(EndpointUri.identity(uri), List.of());
    }

    /**
     * The routes that a step calls, Kamelets among them.
     *
     * @param endpoint one that the step names, placeholders unresolved
     */
    List<Step> called(Step step, String endpoint) {
        return Kamelets.name(endpoint).isPresent() && !step.name().equals("from")
                ? List.of(kamelets.route(step, endpoint))
                : beginningWith(settings.resolve(endpoint));
    }

    /** What applies to all of the routes: error handling. */
    List<Step> configurations() {
        return configurations;
    }

    Settings settings() {
        return settings;
    }

    DefaultCamelContext context() {
        return context;
    }

    Optional<String> description() {
        return Optional.ofNullable(definition.getDescriptionText());
    }

    @Override
    public void close() {
        // stop() is close() without its checked exception.
        context.stop();
    }
}
