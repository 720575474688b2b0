package dev.dromedary.plan;

import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.function.runtime.RoutePrecondition;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;

/**
 * Tells as Camel does at its start which routes are there: those without a {@code precondition}, and those whose precondition holds.
 *
 * @see <a href="https://camel.apache.org/manual/routes.html">Route precondition</a>
 */
final class Preconditions {

    private static final String SHARED = "shared";

    /** In Camel's words. */
    private static final Pattern MISSING = Pattern.compile("Property with key \\[([^]]+)] not found");

    private Preconditions() {}

    /**
     * Whether a route is there.
     *
     * @param overriding says what overrides the properties files
     * @throws FindingsException if its precondition can't be told
     */
    static boolean hold(RoutesFolder folder, RouteSource route, Consumer<CamelContext> overriding) {
        if (route.precondition().isBlank()) {
            return true;
        }
        String pipeline = route.file().substring(0, Math.max(0, route.file().indexOf('/')));
        List<String> properties = Stream.of(pipeline, SHARED)
                .distinct()
                .flatMap(each -> folder.properties(each).stream())
                .toList();
        try (DefaultCamelContext context = new DefaultCamelContext(false)) {
            folder.classPath().install(context);
            Settings.of(context, new RouteFiles(folder.path(), List.of(), properties), overriding);
            context.build();
            return RoutePrecondition.holds(context, route.precondition());
        } catch (Exception e) {
            throw new FindingsException(List.of(
                    new Finding(route.file(), folder.lineOf(route.file(), "precondition", 1), fault(route.id(), e))));
        }
    }

    private static String fault(String id, Exception failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage());
        Matcher missing = MISSING.matcher(message);
        return "The precondition of " + id + " can't be told: "
                + (missing.find()
                        ? "the property " + missing.group(1) + " has no value; set it in the pipeline's properties."
                        : message.lines().findFirst().orElse("") + ".");
    }

    /** Whether a route is there, in a context that has its properties. */
    static boolean hold(CamelContext context, RouteDefinition route) {
        return RoutePrecondition.holds(context, route.getPrecondition());
    }
}
