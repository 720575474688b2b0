package dev.dromedary.plan;

import dev.dromedary.lambda.LambdaComponent;
import dev.dromedary.lambda.Trigger;
import dev.dromedary.steps.RecordsComponent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.catalog.suggest.CatalogSuggestionStrategy;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;

/** Holds the endpoints of routes against Camel's catalog and our own components' entries in it. */
public final class EndpointCheck {

    private final RoutesFolder folder;
    private final CamelCatalog catalog;

    /**
     * A check.
     *
     * @param folder the routes folder
     */
    public EndpointCheck(RoutesFolder folder) {
        this.folder = folder;
        catalog = new DefaultCamelCatalog();
        catalog.setSuggestionStrategy(new CatalogSuggestionStrategy());
        add("lambda", LambdaComponent.class);
        add("records", RecordsComponent.class);
    }

    private void add(String scheme, Class<?> component) {
        String resource = "/META-INF/" + component.getPackageName().replace('.', '/') + "/" + scheme + ".json";
        try (InputStream in = component.getResourceAsStream(resource)) {
            catalog.addComponent(scheme, component.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("The catalog entry " + resource + " can't be read", e);
        }
    }

    /**
     * Checks every endpoint of a pipeline's routes.
     *
     * @param pipeline name of a subfolder of the routes folder
     * @return what is wrong, in the order of files and lines
     * @throws FindingsException if a file can't even be loaded
     */
    public List<Finding> check(String pipeline) {
        List<Finding> findings = new ArrayList<>();
        for (String file : folder.routeFiles(pipeline)) {
            List<RouteDefinition> routes = folder.load(file);
            if (routes.isEmpty()) {
                findings.add(new Finding(
                        file,
                        1,
                        "The file holds no route; a route file is a list whose items begin with \"- route:\"."));
            }
            for (RouteDefinition route : routes) {
                String from = route.getInput().getEndpointUri();
                check(file, route.getInput().getLineNumber(), from, findings);
                for (ToDefinition to :
                        ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class)) {
                    check(file, to.getLineNumber(), to.getEndpointUri(), findings);
                }
            }
        }
        return findings;
    }

    private void check(String file, int line, String uri, List<Finding> findings) {
        String scheme = uri.split("[:?]", 2)[0];
        if (scheme.equals("lambda")) {
            String trigger = uri.substring("lambda:".length()).split("\\?", 2)[0];
            List<String> names =
                    LambdaComponent.triggers().stream().map(Trigger::name).toList();
            if (!names.contains(trigger)) {
                findings.add(new Finding(
                        file,
                        line,
                        "There is no trigger lambda:" + trigger + "." + suggest(names, trigger) + " The triggers are "
                                + String.join(", ", names) + "."));
                return;
            }
        }
        EndpointValidationResult result = catalog.validateEndpointProperties(uri, false, false, false);
        if (result.isSuccess()) {
            return;
        }
        if (result.getUnknownComponent() != null) {
            findings.add(new Finding(
                    file,
                    line,
                    "There is no component \"" + scheme + "\"." + suggest(catalog.findComponentNames(), scheme)));
        }
        if (result.getUnknown() != null) {
            for (String unknown : result.getUnknown()) {
                String[] suggestions = result.getUnknownSuggestions() == null
                        ? null
                        : result.getUnknownSuggestions().get(unknown);
                findings.add(new Finding(
                        file,
                        line,
                        scheme + " has no option \"" + unknown + "\"."
                                + (suggestions == null || suggestions.length == 0
                                        ? ""
                                        : " Did you mean \"" + suggestions[0] + "\"?")));
            }
        }
        invalid(file, line, scheme, result.getInvalidInteger(), "a whole number", findings);
        invalid(file, line, scheme, result.getInvalidBoolean(), "true or false", findings);
        invalid(file, line, scheme, result.getInvalidNumber(), "a number", findings);
        if (result.getInvalidEnum() != null) {
            result.getInvalidEnum().forEach((name, value) -> {
                List<String> choices = List.of(result.getInvalidEnumChoices().get(name));
                findings.add(new Finding(
                        file,
                        line,
                        "The option \"" + name + "\" of " + scheme + " is \"" + value + "\"." + suggest(choices, value)
                                + " It is one of " + String.join(", ", choices) + "."));
            });
        }
        if (result.getRequired() != null) {
            result.getRequired()
                    .forEach(name ->
                            findings.add(new Finding(file, line, scheme + " needs the option \"" + name + "\".")));
        }
    }

    private static void invalid(
            String file, int line, String scheme, Map<String, String> values, String expected, List<Finding> findings) {
        if (values != null) {
            values.forEach((name, value) -> findings.add(new Finding(
                    file,
                    line,
                    "The option \"" + name + "\" of " + scheme + " is \"" + value + "\"; it has to be " + expected
                            + ".")));
        }
    }

    private static String suggest(List<String> names, String wrong) {
        String[] nearest = new CatalogSuggestionStrategy().suggestEndpointOptions(Set.copyOf(names), wrong);
        return nearest == null || nearest.length == 0 ? "" : " Did you mean \"" + nearest[0] + "\"?";
    }
}
