package dev.dromedary.function.runtime;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.model.DefaultRouteTemplateContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.util.URISupport;

/**
 * Routes that begin with a Kamelet of one's own, {@code kamelet:NAME}: they become what the Kamelet stands for. Its trigger is
 * the route's, and its steps stand before those of the route, as a function is one route with one trigger.
 *
 * @see <a href="https://camel.apache.org/manual/kamelets/">Kamelets</a>
 */
public final class SourceKamelets {

    private static final Pattern NAME =
            Pattern.compile("kamelet:(?://)?([^/?]+)(?:/[^?]*)?(?:\\?(.*))?", Pattern.DOTALL);
    /** What a source hands its messages to. */
    private static final String REST = "kamelet:sink";

    private SourceKamelets() {}

    /** The name of the Kamelet that an endpoint is of; empty if it is of none. */
    public static Optional<String> name(String uri) {
        Matcher matcher = NAME.matcher(uri);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /**
     * Makes a route that begins with a Kamelet of one's own what it stands for. Others stay as they are, also those that begin with one
     * of Camel's catalogue.
     *
     * @param context has loaded the route, and not started it
     * @param folder the routes folder
     * @throws IllegalArgumentException if the Kamelet is no source, or an option is missing; one sentence
     */
    public static void expand(CamelContext context, RouteDefinition route, Path folder) {
        String uri = route.getInput() == null ? "" : route.getInput().getEndpointUri();
        Matcher matcher = NAME.matcher(uri);
        Optional<String> pipeline = RouteIds.pipeline(route, folder);
        if (!matcher.matches() || pipeline.isEmpty()) {
            return;
        }
        String name = matcher.group(1);
        Optional<String> file = KameletNames.fileOf(folder, pipeline.get(), name);
        if (file.isPresent()) {
            RouteDefinition source = template(context, folder.resolve(file.get()), name);
            Map<String, Object> options = options(context, name, uri, matcher.group(2));
            join(context, route, source, options, name);
        }
    }

    private static RouteDefinition template(CamelContext context, Path file, String name) {
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        if (model.getRouteTemplateDefinition(name) == null) {
            try {
                PluginHelper.getRoutesLoader(context)
                        .loadRoutes(PluginHelper.getResourceLoader(context).resolveResource("file:" + file));
            } catch (Exception e) {
                throw new IllegalArgumentException("The Kamelet " + file + " can't be loaded: " + e.getMessage(), e);
            }
        }
        RouteTemplateDefinition template = model.getRouteTemplateDefinition(name);
        if (template == null) {
            throw new IllegalArgumentException("The file " + file + " holds no Kamelet \"" + name + "\"");
        }
        RouteDefinition source = template.asRouteDefinition();
        if (source.getInput() == null || !source.getInput().getEndpointUri().startsWith(LambdaEndpoint.PREFIX)) {
            throw new IllegalArgumentException("The Kamelet \"" + name
                    + "\" does not begin with a trigger such as lambda-s3, so no route can begin with it");
        }
        return source;
    }

    private static Map<String, Object> options(CamelContext context, String name, String uri, String query) {
        Map<String, Object> options = new LinkedHashMap<>();
        context.getCamelContextExtension()
                .getContextPlugin(Model.class)
                .getRouteTemplateDefinition(name)
                .getTemplateParameters()
                .forEach(parameter -> {
                    if (parameter.getDefaultValue() != null) {
                        options.put(parameter.getName(), parameter.getDefaultValue());
                    }
                });
        try {
            options.putAll(query == null ? Map.of() : URISupport.parseQuery(query, true));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("\"" + uri + "\" is no endpoint: " + e.getReason(), e);
        }
        return options;
    }

    private static void join(
            CamelContext context,
            RouteDefinition route,
            RouteDefinition source,
            Map<String, Object> options,
            String name) {
        List<ProcessorDefinition<?>> steps = source.getOutputs();
        boolean handsOn = !steps.isEmpty()
                && steps.get(steps.size() - 1) instanceof ToDefinition to
                && to.getEndpointUri().equals(REST);
        if (!handsOn) {
            throw new IllegalArgumentException("The Kamelet \"" + name + "\" is no source: its last step has to be to: "
                    + REST + ", where the route goes on");
        }
        route.getInput().setUri(filled(source.getInput().getEndpointUri(), options));
        // What applies to the whole route stands first.
        int first = 0;
        while (first < route.getOutputs().size()
                && route.getOutputs().get(first).isAbstract()) {
            first++;
        }
        List<ProcessorDefinition<?>> before = steps.subList(0, steps.size() - 1);
        before.forEach(step -> step.setParent(route));
        route.getOutputs().addAll(first, before);
        if (!before.isEmpty()) {
            // From here on Camel takes the route for one that a template made, and fills the options in.
            route.setTemplate(true);
            route.setTemplateParameters(options);
            route.setRouteTemplateContext(new DefaultRouteTemplateContext(context));
        }
    }

    /** What is no option is a property, and stays as it is. An option that has no value, {@code {{?prefix}}}, is left out. */
    private static String filled(String uri, Map<String, Object> options) {
        String filled = uri;
        for (Map.Entry<String, Object> option : options.entrySet()) {
            filled = filled.replaceAll(
                    "\\{\\{\\??" + Pattern.quote(option.getKey()) + "(:[^{}]*)?}}",
                    Matcher.quoteReplacement(String.valueOf(option.getValue())));
        }
        return filled.replaceAll("[^?&]+=(?:RAW\\()?\\{\\{\\?[^{}]+}}\\)?&?", "")
                .replaceAll("[?&]$", "");
    }
}
