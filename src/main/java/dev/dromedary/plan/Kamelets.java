package dev.dromedary.plan;

import dev.dromedary.function.runtime.RouteFiles;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.util.URISupport;

/**
 * The Kamelets that a function's steps call, as the routes that these become: with the options of the step filled in, and at
 * the place of the step, as nobody can change a file of Camel's catalogue.
 *
 * @see <a href="https://camel.apache.org/components/4.14.x/kamelet-component.html">Kamelet component</a>
 */
final class Kamelets {

    static final String SCHEME = "kamelet";

    private static final Pattern NAME = Pattern.compile(SCHEME + ":(?://)?([^/?]+).*", Pattern.DOTALL);
    /** The condition of a branch that is chosen when the route is made. */
    private static final Pattern EXISTS = Pattern.compile("\\$\\{propertiesExist:(!?)([^}]+)}");

    private final DefaultCamelContext context;
    private final RouteFiles files;

    /** In a context into which the Kamelets of one's own are loaded already. */
    Kamelets(DefaultCamelContext context, RouteFiles files) {
        this.context = context;
        this.files = files;
    }

    /** The name of the Kamelet that an endpoint is of; empty if it is of none. */
    static Optional<String> name(String uri) {
        Matcher matcher = NAME.matcher(uri);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /**
     * The route that a step calls.
     *
     * @param uri the endpoint, placeholders unresolved
     * @throws FindingsException if there is no such Kamelet, or it can't be read
     */
    Step route(Step caller, String uri) {
        String name = name(uri).orElseThrow();
        RouteTemplateDefinition template = template(caller, name);
        Map<String, Object> options = new LinkedHashMap<>();
        template.getTemplateParameters().forEach(parameter -> {
            if (parameter.getDefaultValue() != null) {
                options.put(parameter.getName(), parameter.getDefaultValue());
            }
        });
        options.putAll(options(caller, uri));
        Step route = StepTree.of(files.folder(), template.asRouteDefinition());
        return placed(TemplateParameters.fill(reduced(route, options), options), caller);
    }

    private RouteTemplateDefinition template(Step caller, String name) {
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        if (model.getRouteTemplateDefinition(name) == null) {
            Resource resource = PluginHelper.getResourceLoader(context)
                    .resolveResource("classpath:kamelets/" + name + ".kamelet.yaml");
            if (resource == null || !resource.exists()) {
                throw new FindingsException(List.of(caller.finding("There is no Kamelet \"" + name + "\".")));
            }
            try {
                PluginHelper.getRoutesLoader(context).loadRoutes(resource);
            } catch (Exception e) {
                throw new FindingsException(List.of(caller.finding("The Kamelet \"" + name
                        + "\" is written for another version of Camel ("
                        + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                        + "); use the component that it stands for.")));
            }
        }
        return model.getRouteTemplateDefinition(name);
    }

    private static Map<String, Object> options(Step caller, String uri) {
        int query = uri.indexOf('?');
        try {
            return query < 0 ? Map.of() : URISupport.parseQuery(uri.substring(query + 1), true);
        } catch (URISyntaxException e) {
            throw new FindingsException(
                    List.of(caller.finding("\"" + uri + "\" is no endpoint: " + e.getReason() + ".")));
        }
    }

    /** Without the branches that the options exclude. */
    private static Step reduced(Step step, Map<String, Object> options) {
        List<Step> children = new ArrayList<>();
        for (Step child : step.children()) {
            children.addAll(
                    child.attribute("precondition").equals("true")
                            ? chosen(child, options)
                            : List.of(reduced(child, options)));
        }
        return new Step(step.name(), step.file(), step.line(), step.attributes(), step.text(), children);
    }

    private static List<Step> chosen(Step choice, Map<String, Object> options) {
        for (Step branch : choice.children()) {
            boolean otherwise = branch.name().equals("otherwise");
            Matcher exists = EXISTS.matcher(
                    otherwise ? "" : branch.children().get(0).text().strip());
            if (!otherwise && !exists.matches()) {
                return List.of(reduced(choice, options));
            }
            if (otherwise
                    || options.containsKey(exists.group(2)) == exists.group(1).isEmpty()) {
                Step taken = reduced(branch, options);
                return taken.children()
                        .subList(otherwise ? 0 : 1, taken.children().size());
            }
        }
        return List.of();
    }

    private static Step placed(Step step, Step caller) {
        return new Step(
                step.name(),
                caller.file(),
                caller.line(),
                step.attributes(),
                step.text(),
                step.children().stream().map(child -> placed(child, caller)).toList());
    }
}
