package dev.dromedary.desk.operations;

import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.function.runtime.RouteIds;
import dev.dromedary.function.runtime.SourceKamelets;
import dev.dromedary.function.steps.lineage.LineageSettings;
import dev.dromedary.plan.RouteSource;
import dev.dromedary.plan.RoutesFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.apache.camel.component.properties.DefaultPropertiesParser;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.component.properties.PropertiesLookup;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.util.URISupport;

/**
 * A pipeline where it runs: its functions, and the names that they use there. Read from the routes; nothing is started or called.
 *
 * @param pipeline its name
 * @param routes its functions
 * @param ledger name of the ledger's table
 * @param stores names of the buckets, tables and queues that its properties name, but for those that are listed as external
 * @param lineage the folder of what its runs tell of their lineage; empty if they keep none
 * @param queries whether a route stores results of queries
 * @param production whether nothing may be thrown away
 */
public record Deployment(
        String pipeline,
        List<DeployedRoute> routes,
        String ledger,
        Stores stores,
        String lineage,
        boolean queries,
        boolean production) {

    /**
     * Reads a pipeline.
     *
     * @param folder the routes folder
     * @param pipeline its name
     * @param naming how functions are called
     * @param environment the environment variables of a function, which override properties
     * @return the deployment
     * @throws IllegalArgumentException if a route can't be read; one sentence
     */
    public static Deployment of(
            RoutesFolder folder, String pipeline, Naming naming, Function<String, Map<String, String>> environment) {
        List<DeployedRoute> routes = new ArrayList<>();
        String ledger = "";
        Stores stores = Stores.NONE;
        String lineage = "";
        boolean queries = false;
        boolean production = naming.isProduction();
        for (RouteSource source : folder.routes(pipeline)) {
            if (source.isFunction()) {
                RouteFiles files = folder.files(pipeline, source);
                // Never started, so there is nothing to stop; triggers read their pattern through it when they are
                // asked.
                DefaultCamelContext context = DeployedProperties.context(files, environment.apply(source.id()));
                try {
                    routes.add(read(context, files, source, naming));
                    ledger = context.resolvePropertyPlaceholders("{{dromedary.ledger.table}}");
                    queries |= queries(context);
                    lineage = context.resolvePropertyPlaceholders("{{" + LineageSettings.PREFIX + ":}}");
                    stores = stores.and(Stores.of(context, pipeline));
                    production |= Boolean.parseBoolean(
                            context.resolvePropertyPlaceholders("{{dromedary.environment.production:false}}"));
                } catch (Exception e) {
                    throw new IllegalArgumentException(
                            "The route " + source.id() + " can't be read: " + e.getMessage(), e);
                }
            }
        }
        return new Deployment(pipeline, List.copyOf(routes), ledger, stores, lineage, queries, production);
    }

    private static DeployedRoute read(DefaultCamelContext context, RouteFiles files, RouteSource source, Naming naming)
            throws Exception {
        context.build();
        for (String file : files.routes()) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(PluginHelper.getResourceLoader(context)
                            .resolveResource("file:" + files.folder().resolve(file)));
        }
        LambdaEndpoint trigger = null;
        Optional<DeployedRoute.Place> manifest = Optional.empty();
        for (RouteDefinition route : context.getRouteDefinitions()) {
            SourceKamelets.expand(context, route, files.folder());
            RouteIds.complete(route, files.folder());
            if (source.id().equals(route.getRouteId())) {
                trigger = context.getEndpoint(
                        context.resolvePropertyPlaceholders(route.getInput().getEndpointUri()), LambdaEndpoint.class);
            }
            for (ToDefinition to :
                    ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class)) {
                if (to.getEndpointUri().startsWith("records:manifest")) {
                    manifest = place(context.resolvePropertyPlaceholders(to.getEndpointUri()));
                }
            }
        }
        Optional<RouteKey> key = RouteKey.of(context, source.id(), context.getRouteDefinitions());
        return new DeployedRoute(source.id(), trigger, key, manifest, naming);
    }

    private static boolean queries(DefaultCamelContext context) {
        return context.getRouteDefinitions().stream()
                .flatMap(route ->
                        ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class).stream())
                .anyMatch(to -> to.getEndpointUri().startsWith("query:store"));
    }

    private static Optional<DeployedRoute.Place> place(String uri) throws Exception {
        Map<String, Object> options = URISupport.parseQuery(uri.substring(uri.indexOf('?') + 1));
        return options.get("bucket") instanceof String bucket && options.get("key") instanceof String key
                ? Optional.of(new DeployedRoute.Place(bucket, key))
                : Optional.empty();
    }

    /** The function of a route. */
    Optional<DeployedRoute> route(String id) {
        return routes.stream().filter(route -> route.id().equals(id)).findFirst();
    }

    /** The properties of a function, with the environment that it has where it is deployed. */
    private static final class DeployedProperties extends DefaultPropertiesParser {

        private final Map<String, String> environment;

        private DeployedProperties(PropertiesComponent component, Map<String, String> environment) {
            super(component);
            this.environment = Map.copyOf(environment);
        }

        /** A context that is neither built nor started. */
        static DefaultCamelContext context(RouteFiles files, Map<String, String> environment) {
            DefaultCamelContext context = new DefaultCamelContext(false);
            PropertiesComponent component = (PropertiesComponent) context.getPropertiesComponent();
            List<String> locations = new ArrayList<>();
            files.properties()
                    .forEach(file -> locations.add("file:" + files.folder().resolve(file)));
            locations.add("classpath:application.properties");
            component.setLocation(String.join(",", locations));
            // The function's environment alone counts, not this machine's; where they are the same, they are given.
            component.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
            component.setPropertiesParser(new DeployedProperties(component, environment));
            Properties initial = new Properties();
            initial.setProperty("dromedary.routes", files.folder().toString());
            component.setInitialProperties(initial);
            return context;
        }

        @Override
        public String parseProperty(String key, String value, PropertiesLookup properties) {
            return environment.getOrDefault(key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), value);
        }
    }
}
