package dev.dromedary.function.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;

/**
 * Starts the function of every route in one process, in the training run of an ahead-of-time cache: the functions of a container image
 * share one, so that it has to hold what each of them needs. It never runs in Lambda.
 *
 * @see <a href="https://openjdk.org/jeps/514">Ahead-of-time cache</a>
 */
public final class TrainingHandler implements RequestStreamHandler {

    /** Held, as what they have registered for the snapshot is not. */
    private final List<RouteHandler> functions = new ArrayList<>();

    /**
     * Starts all routes of the routes folder, as {@link RouteHandler} finds it.
     *
     * @throws Exception if one can't start, as each is to gain
     */
    public TrainingHandler() throws Exception {
        this(System.getenv());
    }

    TrainingHandler(Map<String, String> environment) throws Exception {
        Path folder = Path.of(environment.getOrDefault(
                "DROMEDARY_ROUTES", environment.getOrDefault("LAMBDA_TASK_ROOT", ".") + "/routes"));
        for (Map.Entry<String, String> route : routes(folder, environment.getOrDefault("DROMEDARY_ENVIRONMENT", ""))
                .entrySet()) {
            Map<String, String> own = new HashMap<>(environment);
            own.put("DROMEDARY_ROUTE", route.getKey());
            own.put("DROMEDARY_ROUTE_FILES", route.getValue());
            functions.add(new RouteHandler(own));
        }
        if (functions.isEmpty()) {
            throw new IllegalArgumentException("No route in " + folder + " begins with a trigger such as lambda-s3");
        }
    }

    /** Ids of the routes that begin with a trigger, and the files of each. */
    private static Map<String, String> routes(Path folder, String environment) throws Exception {
        Map<String, String> found = new HashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".camel.yaml"))
                    .sorted()
                    .toList()) {
                Path name = folder.relativize(file);
                RouteFiles all = RouteFiles.of(folder, name.getName(0).toString(), List.of(name.toString()));
                for (String id : functions(all.in(environment), file)) {
                    found.put(
                            id,
                            String.join(
                                    ",",
                                    Stream.concat(all.routes().stream(), all.properties().stream())
                                            .toList()));
                }
            }
        }
        return found;
    }

    private static List<String> functions(RouteFiles files, Path file) throws Exception {
        try (DefaultCamelContext context = RouteFunction.context(files, "training")) {
            context.getPropertiesComponent().addPropertiesFunction(new EnvironmentPlaceholder(context));
            context.build();
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(PluginHelper.getResourceLoader(context).resolveResource("file:" + file));
            List<RouteDefinition> routes = context.getCamelContextExtension()
                    .getContextPlugin(Model.class)
                    .getRouteDefinitions();
            routes.forEach(route -> {
                SourceKamelets.expand(context, route, files.folder());
                RouteIds.complete(route, files.folder());
            });
            return routes.stream()
                    .filter(route -> isFunction(route.getEndpointUrl()))
                    .filter(route -> RoutePrecondition.holds(context, route.getPrecondition()))
                    .map(RouteDefinition::getId)
                    .toList();
        }
    }

    /** Ids of the routes that were started. */
    List<String> routeIds() {
        return functions.stream().map(RouteHandler::routeId).toList();
    }

    private static boolean isFunction(String uri) {
        // A workflow is a state machine, and no function.
        return uri.startsWith("lambda-") && !uri.startsWith("lambda-workflow:");
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        throw new IOException("This handler trains an image's cache, and handles no event");
    }
}
