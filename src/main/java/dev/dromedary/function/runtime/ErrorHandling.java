package dev.dromedary.function.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.PatternHelper;

/**
 * Refuses to start a route that is under no error handling: without it nothing is tried again, and nothing else tells. A route
 * is under error handling if a {@code routeConfiguration} holds for it that has an id and says what becomes of failures: the
 * one whose id is {@value #GLOBAL}, which holds for every route that names none, or one that the route names by {@code
 * routeConfigurationId}. One without an id does not count, although Camel lets it hold for every route that names none: an
 * editor gives it an id on saving, and it holds for no route any more.
 *
 * <p>Routes in Java are not looked at: no editor saves them, and what becomes of their failures stands in the same code.
 *
 * @see <a href="https://camel.apache.org/manual/route-configuration.html">Route configuration</a>
 * @see <a href="https://github.com/apache/camel/blob/main/core/camel-core-model/src/main/java/org/apache/camel/model/RoutesDefinition.java">Camel's
 *     own choice: without an id, or by the id *</a>
 */
public final class ErrorHandling implements RoutePolicyFactory {

    /** The id of a configuration that holds for every route that names none. */
    public static final String GLOBAL = "*";

    /** What each finding about a route says. */
    public static final String NONE = " is under no error handling: ";

    private static final String DIRECT = "direct:";

    private ErrorHandling() {}

    /**
     * Lets no route start, in a context that has started none yet, that is under no error handling, nor one that calls
     * such a route by {@code direct:}.
     */
    public static void require(CamelContext context) {
        context.addRoutePolicyFactory(new ErrorHandling());
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode node) {
        if (node instanceof RouteDefinition route && from(route).startsWith(LambdaEndpoint.PREFIX)) {
            Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
            for (RouteDefinition each : reached(route, model.getRouteDefinitions())) {
                if (isJava(each)) {
                    continue;
                }
                // What Camel made of the configurations when it loaded the route.
                Set<String> ids = Objects.requireNonNullElse(each.getAppliedRouteConfigurationIds(), Set.of());
                List<RouteConfigurationDefinition> applied = model.getRouteConfigurationDefinitions().stream()
                        .filter(configuration -> ids.contains(configuration.getId()))
                        .toList();
                fault(each, applied).ifPresent(fault -> {
                    throw new IllegalArgumentException(place(each) + fault);
                });
            }
        }
        return null;
    }

    /** Says in one sentence why a route is under no error handling, and what to add; empty if it is under one. */
    public static Optional<String> fault(
            RouteDefinition route, Collection<RouteConfigurationDefinition> configurations) {
        String wanted = route.getRouteConfigurationId();
        boolean handled = configurations.stream()
                .filter(configuration -> applies(configuration, wanted))
                .anyMatch(configuration -> configuration.getId() != null && handles(configuration));
        return handled ? Optional.empty() : Optional.of(fault(route.getRouteId(), wanted));
    }

    /** The sentence, of a route's id and the configurations that it names (null or blank if none). */
    public static String fault(String route, String wanted) {
        return "The route \"" + route + "\"" + NONE
                + (isNone(wanted)
                        ? "it names no routeConfiguration, and none has the id \"" + GLOBAL + "\", which holds for such"
                                + " routes. Let shared/errors.camel.yaml have one with id: \"" + GLOBAL + "\"."
                        : "no routeConfiguration with the id \"" + wanted + "\" says what becomes of failures, by an"
                                + " errorHandler or onException. Add it to shared/errors.camel.yaml, or leave"
                                + " routeConfigurationId out: the one with the id \"" + GLOBAL + "\" holds then.");
    }

    /** Whether Camel lets a configuration hold for a route that has this {@code routeConfigurationId}. */
    public static boolean applies(RouteConfigurationDefinition configuration, String wanted) {
        String id = configuration.getId();
        return isNone(wanted)
                ? id == null || id.equals(GLOBAL)
                : id != null && PatternHelper.matchPatterns(id, wanted.split(","));
    }

    private static boolean isNone(String wanted) {
        return wanted == null || wanted.isBlank();
    }

    private static boolean handles(RouteConfigurationDefinition configuration) {
        return configuration.getErrorHandler() != null
                || !configuration.getOnExceptions().isEmpty();
    }

    private static String from(RouteDefinition route) {
        return route.getInput() == null ? "" : route.getInput().getEndpointUri();
    }

    private static boolean isJava(RouteDefinition route) {
        return route.getResource() == null
                || route.getResource().getLocation() == null
                || route.getResource().getLocation().endsWith(".java");
    }

    private static String place(RouteDefinition route) {
        String file = route.getResource().getLocation().replaceFirst("^file:", "");
        // On one line with its first option, a route has none of its own.
        int line = route.getLineNumber() > 0
                ? route.getLineNumber()
                : route.getInput().getLineNumber();
        return file + (line > 0 ? ":" + line : "") + ": ";
    }

    /** The route and all that it calls: other routes of a context that is not ours are no matter of ours. */
    private static Set<RouteDefinition> reached(RouteDefinition route, List<RouteDefinition> all) {
        Set<RouteDefinition> reached = new HashSet<>(Set.of(route));
        Deque<RouteDefinition> waiting = new ArrayDeque<>(reached);
        while (!waiting.isEmpty()) {
            Set<String> called = called(waiting.remove().getResource());
            all.stream()
                    .filter(each -> from(each).startsWith(DIRECT)
                            && called.contains(from(each)
                                    .substring(DIRECT.length())
                                    .replaceFirst("^//", "")
                                    .replaceFirst("[?].*", ""))
                            && reached.add(each))
                    .forEach(waiting::add);
        }
        return reached;
    }

    private static Set<String> called(Resource file) {
        if (file == null) {
            return Set.of();
        }
        try (var content = file.getInputStream()) {
            return new DirectNames(new String(content.readAllBytes(), StandardCharsets.UTF_8)).all();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
