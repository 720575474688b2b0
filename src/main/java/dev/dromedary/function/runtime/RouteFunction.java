package dev.dromedary.function.runtime;

import dev.dromedary.function.tracing.Tracing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultCamelContextNameStrategy;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteFilters;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.RandomUuidGenerator;
import org.slf4j.MDC;

/** One route, started as one function: what runs on Lambda, in {@code run} and in tests alike. */
public final class RouteFunction implements AutoCloseable {

    private final String routeId;
    private final Services services;
    private final DefaultCamelContext context;
    private final Optional<Tracing> tracing;

    private RouteFunction(String routeId, Services services, DefaultCamelContext context, Optional<Tracing> tracing) {
        this.routeId = routeId;
        this.services = services;
        this.context = context;
        this.tracing = tracing;
        // Once now, so that what can't be started is told at the start.
        consumer();
    }

    /** The consumer is another one when the route was reloaded. */
    private LambdaConsumer consumer() {
        return LambdaConsumer.of(context, routeId)
                .orElseThrow(() -> new IllegalArgumentException("The route " + routeId
                        + " does not begin with a trigger such as lambda-s3, so nothing can start it as a function"));
    }

    /**
     * Starts a route of the files in the cloud of the services. Makes no call to AWS.
     *
     * @throws Exception Camel's own, if a file can't be read or a route is wrong; {@link IllegalArgumentException} with
     *     one sentence if the files hold no route of that id
     */
    public static RouteFunction start(RouteFiles files, String routeId, Services services) throws Exception {
        DefaultCamelContext context = context(files, routeId);
        try {
            RouteBeans.bind(context.getRegistry(), files::folder);
            RoutesClasspathResolver.addTo(context, files::folder);
            SecretPlaceholder.add(context);
            context.getPropertiesComponent().addPropertiesFunction(new EnvironmentPlaceholder(context));
            services.bind(context);
            // Says that this is a function, which nothing but its invocations starts.
            context.getCamelContextExtension().addContextPlugin(Services.class, services);
            context.build();
            ComponentDefaults.addTo(context);
            EvaluationGuard.install(context);
            FailureGuard.install(context);
            WrittenAddresses.install(context);
            ErrorHandling.require(context);
            Optional<Tracing> tracing = Tracing.install(context, routeId, services.traceDaemon(), JsonDocument::write);
            context.getCamelContextExtension().addInterceptStrategy(new DeadlineCheck());
            context.getCamelContextExtension().addInterceptStrategy(new ReplayInterceptor());
            context.getCamelContextExtension().addInterceptStrategy(new ClaimCheck());
            // A file may hold other functions' routes, too; they stay out. Kamelets become routes when a step calls
            // them.
            var only = RouteFilters.filterByPattern(routeId + ",direct:*,kamelet:*", null);
            context.getCamelContextExtension().getContextPlugin(Model.class).setRouteFilter(route -> {
                SourceKamelets.expand(context, route, files.folder());
                RouteIds.complete(route, files.folder());
                return only.apply(route);
            });
            PluginHelper.getRoutesLoader(context).loadRoutes(resources(context, files));
            context.start();
            if (context.getRoute(routeId) == null) {
                throw new IllegalArgumentException(
                        "There is no route \"" + routeId + "\" in " + String.join(", ", files.routes()));
            }
            if (context.hasComponent("freemarker") != null) {
                // Only then, as FreeMarker's classes take their time to load.
                TemplateFiles.check(context);
            }
            return new RouteFunction(routeId, services, context, tracing);
        } catch (Exception e) {
            context.stop();
            throw e;
        }
    }

    /** A context with the properties of the files, without routes. */
    static DefaultCamelContext context(RouteFiles files, String routeId) {
        DefaultCamelContext context = new DefaultCamelContext(false);
        context.setNameStrategy(new DefaultCamelContextNameStrategy(routeId));
        // Camel's default generator is a random seed and a counter, which SnapStart's clones would share.
        context.setUuidGenerator(new RandomUuidGenerator());
        // Would keep whole objects in memory.
        context.setStreamCaching(false);
        context.setLoadTypeConverters(false);
        context.setLoadHealthChecks(false);
        context.setSourceLocationEnabled(true);
        // With locations, the logger of each log step would be its file and line: a name whose level nobody has set.
        context.getGlobalOptions().put(Exchange.LOG_EIP_NAME, routeId);
        context.getShutdownStrategy().setTimeout(1);
        context.getPropertiesComponent().setLocation(locations(files));
        Properties initial = new Properties();
        initial.setProperty("dromedary.routes", files.folder().toString());
        context.getPropertiesComponent().setInitialProperties(initial);
        return context;
    }

    private static String locations(RouteFiles files) {
        List<String> locations = new ArrayList<>();
        // The first one that has a property wins, and what stands with the classes are defaults.
        files.properties()
                .forEach(file -> locations.add("file:" + files.folder().resolve(file)));
        locations.add("classpath:application.properties");
        return String.join(",", locations);
    }

    private static List<Resource> resources(CamelContext context, RouteFiles files) {
        return files.routes().stream()
                .map(file -> PluginHelper.getResourceLoader(context)
                        .resolveResource("file:" + files.folder().resolve(file)))
                .toList();
    }

    /**
     * Hands an event to the route; what Lambda gets says {@link LambdaConsumer#invoke}.
     *
     * @throws InvocationFailedException if anything failed
     */
    public Map<String, Object> invoke(Map<String, Object> event, Invocation invocation) {
        return handle(event, invocation).reply();
    }

    /**
     * As {@link #invoke}, with what Lambda is not told: the outcomes, and of a queue or stream why each item failed.
     *
     * @throws InvocationFailedException if anything failed that did not come from a queue or stream
     */
    public BatchResult handle(Map<String, Object> event, Invocation invocation) {
        return handle(() -> event, invocation);
    }

    /** The same, of an event that is read within, as what can't be read is an invocation that is measured, too. */
    BatchResult handle(Supplier<Map<String, Object>> event, Invocation invocation) {
        services.starting(invocation);
        InvocationMetrics metrics = InvocationMetrics.starting(routeId, invocation.requestId());
        try (MDC.MDCCloseable route = MDC.putCloseable("route", routeId);
                MDC.MDCCloseable request = MDC.putCloseable("request_id", invocation.requestId())) {
            Tracing.Work<BatchResult> work = () -> consumer().handle(event.get(), invocation, metrics.measures());
            try {
                return tracing.isPresent() ? tracing.get().around(work) : work.run();
            } finally {
                metrics.write(context);
            }
        }
    }

    /** The route's id, which names the function, such as {@code health-ingest}. */
    public String routeId() {
        return routeId;
    }

    /** The endpoint that the route begins with, with all its options. */
    public LambdaEndpoint endpoint() {
        return consumer().getEndpoint();
    }

    /** The started context that the route runs in. */
    public CamelContext context() {
        return context;
    }

    @Override
    public void close() {
        // stop() is close() without its checked exception.
        context.stop();
    }
}
