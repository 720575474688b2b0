package dev.dromedary.function.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.dromedary.function.runtime.Invocation.DeadlineMargin;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.log.LogEndpoint;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.crac.Core;
import org.crac.Resource;

/**
 * Handles events by one route. The environment says which: {@code DROMEDARY_ROUTE} is the route's id,
 * {@code DROMEDARY_ROUTE_FILES} optionally the files that it needs (else they follow from the id), {@code
 * DROMEDARY_ENVIRONMENT} the environment whose properties files hold, {@code DROMEDARY_ROUTES} the routes folder (else
 * {@code routes} in the function's own folder). The route starts in the init phase, which makes no call to AWS; with
 * SnapStart a synthetic event warms the code up before the snapshot.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">Runtime hooks</a>
 */
public final class RouteHandler implements RequestStreamHandler, Resource {

    /** By which terraform/scripts/shift-versions asks a new version to run its priming, before anything starts it. */
    private static final String PRIMING = "{\"priming\":true}";

    private final AwsServices services;
    private final RouteFunction function;
    private final DeadlineMargin margin;
    private final Priming priming;

    /** Held, and so are the levels of its loggers. */
    private final StepLoggers loggers;

    /**
     * Starts the route that the environment names.
     *
     * @throws Exception if it can't start; Lambda reports it as a failed initialisation
     */
    public RouteHandler() throws Exception {
        this(System.getenv(), true);
    }

    RouteHandler(Map<String, String> environment) throws Exception {
        this(environment, false);
    }

    private RouteHandler(Map<String, String> environment, boolean alone) throws Exception {
        JsonLog.install();
        String routeId = environment.get("DROMEDARY_ROUTE");
        if (routeId == null || routeId.isBlank()) {
            throw new IllegalArgumentException(
                    "The environment variable DROMEDARY_ROUTE is not set; it names the route, such as health-ingest");
        }
        Path folder = Path.of(environment.getOrDefault(
                "DROMEDARY_ROUTES", environment.getOrDefault("LAMBDA_TASK_ROOT", ".") + "/routes"));
        String listed = environment.get("DROMEDARY_ROUTE_FILES");
        RouteFiles files = listed == null ? RouteFiles.of(folder, routeId) : RouteFiles.listed(folder, listed);
        if (alone && !"snap-start".equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
            // Before a snapshot nobody waits, and the sample loads all of them.
            StartupClasses.load(RouteHandler.class.getClassLoader(), files);
        }
        services = new AwsServices(environment);
        function =
                RouteFunction.start(files.in(environment.getOrDefault("DROMEDARY_ENVIRONMENT", "")), routeId, services);
        loggers = StepLoggers.open(function.context(), routeId);
        margin = DeadlineMargin.parse(function.context().resolvePropertyPlaceholders("{{dromedary.deadline.margin}}"));
        priming = new Priming(function, margin);
        // The context holds resources weakly; Lambda holds the handler, and so this one.
        Core.getGlobalContext().register(this);
    }

    String routeId() {
        return function.routeId();
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        byte[] event = input.readAllBytes();
        if (Arrays.equals(event, PRIMING.getBytes(StandardCharsets.UTF_8))) {
            output.write(JsonDocument.write(Map.of("route", function.routeId(), "primed", primedAgain()))
                    .getBytes(StandardCharsets.UTF_8));
            return;
        }
        services.open();
        Invocation invocation = Invocation.starting(
                context.getAwsRequestId(), Duration.ofMillis(context.getRemainingTimeInMillis()), margin);
        Map<String, Object> reply = function.handle(() -> JsonDocument.parse(BodyFormat.text(event)), invocation)
                .reply();
        output.write(JsonDocument.write(reply).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        priming.repeatedly();
    }

    /**
     * Primes unless it is at work already, when calls would go out.
     *
     * @throws LinkageError if code is missing that the route needs, which its stand-in answers can't be the reason of
     */
    private boolean primedAgain() {
        if (services.isOpen()) {
            return false;
        }
        try {
            priming.once();
        } catch (RuntimeException failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof LinkageError missing) {
                    throw missing;
                }
            }
        }
        return true;
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        // Nothing to do: clients open their connections, and read their credentials, with the first call.
    }

    /**
     * Lets the log steps of a route and its {@code log:} endpoints write from {@code INFO} on, whatever their loggers are
     * called. They are held, as the JDK lets go of loggers that nobody holds, with their levels.
     */
    private record StepLoggers(List<Logger> held) {

        /** Opens the loggers that a started context uses. */
        static StepLoggers open(CamelContext context, String routeId) {
            Stream<String> endpoints = context.getEndpoints().stream()
                    .filter(LogEndpoint.class::isInstance)
                    .map(endpoint -> ((LogEndpoint) endpoint).getLoggerName());
            Stream<String> steps =
                    context.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions().stream()
                            .flatMap(route ->
                                    ProcessorDefinitionHelper.filterTypeInOutputs(
                                            route.getOutputs(), LogDefinition.class)
                                            .stream())
                            .map(LogDefinition::getLogName)
                            .filter(Objects::nonNull)
                            .map(context::resolvePropertyPlaceholders);
            List<Logger> loggers = Stream.of(Stream.of(routeId), endpoints, steps)
                    .flatMap(names -> names)
                    .distinct()
                    // A method reference to what asks for its caller would have the JVM make a class for that.
                    .map(name -> Logger.getLogger(name))
                    .toList();
            loggers.forEach(logger -> logger.setLevel(Level.INFO));
            return new StepLoggers(loggers);
        }
    }
}
