package dev.dromedary.plan;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;

/** What Camel's catalog says about one endpoint, in sentences that name the nearest right name. */
public final class EndpointRules {

    /**
     * Options whose values the catalog lists, though any will do: new models and inference profiles; the region of a store,
     * as the function's client has its own.
     */
    private static final Set<String> OPEN_ENUMS = Set.of("aws-bedrock.modelId", "aws2-s3.region");

    private final CamelCatalog catalog = new DefaultCamelCatalog();
    private final AddedComponents added;

    /**
     * Something wrong with an endpoint.
     *
     * @param option the option that is wrong, or null if it is the endpoint as such
     * @param message one sentence
     */
    public record Broken(String option, String message) {}

    /** With our components and those of added libraries beside Camel's. */
    EndpointRules() {
        this(AddedComponents.ofClassPath());
    }

    /** With our components, and added ones that others ask for, too, beside Camel's. */
    public EndpointRules(AddedComponents added) {
        this.added = added;
        // A component's entry is read for each of its endpoints.
        catalog.enableCache();
        added.addTo(catalog);
        OwnComponent.all().forEach(component -> add(component.scheme(), component.type()));
    }

    /**
     * The options of an endpoint.
     *
     * @return options by name, those in the path too; empty if there is no such component
     */
    Map<String, String> options(String uri) {
        if (!catalog.findComponentNames().contains(EndpointUri.scheme(uri))) {
            return Map.of();
        }
        try {
            Placeholders held = Placeholders.hold(uri);
            return held.restored(catalog.endpointProperties(held.uri()));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("\"" + uri + "\" is no endpoint: " + e.getReason(), e);
        }
    }

    /**
     * An endpoint without the placeholders in its path that hold a colon, such as <code>{{orders.bucket:other}}</code>: Camel's
     * catalog would take it for the end of a part.
     */
    private record Placeholders(String uri, List<String> texts) {

        private static final Pattern WITH_COLON = Pattern.compile("\\{\\{[^{}]*:[^{}]*}}");

        static Placeholders hold(String uri) {
            int query = uri.indexOf('?', uri.lastIndexOf("}}") < 0 ? 0 : pathEnd(uri));
            String path = query < 0 ? uri : uri.substring(0, query);
            List<String> texts = new ArrayList<>();
            String held = WITH_COLON.matcher(path).replaceAll(placeholder -> {
                texts.add(placeholder.group());
                return "held-placeholder-" + (texts.size() - 1);
            });
            return new Placeholders(held + (query < 0 ? "" : uri.substring(query)), texts);
        }

        /** Question marks in placeholders are no end of the path. */
        private static int pathEnd(String uri) {
            int at = 0;
            int depth = 0;
            while (at < uri.length() && (depth > 0 || uri.charAt(at) != '?')) {
                depth += uri.startsWith("{{", at) ? 1 : 0;
                depth -= uri.startsWith("}}", at) ? 1 : 0;
                at++;
            }
            return at;
        }

        Map<String, String> restored(Map<String, String> options) {
            Map<String, String> restored = new LinkedHashMap<>(options);
            for (int i = 0; i < texts.size(); i++) {
                String held = "held-placeholder-" + i;
                String text = texts.get(i);
                restored.replaceAll((name, value) -> value.replace(held, text));
            }
            return restored;
        }
    }

    /** Whether a component comes with a library that is added: what it does, nothing tells. */
    boolean isAdded(String scheme) {
        return added.has(scheme);
    }

    private void add(String scheme, Class<?> component) {
        String resource = "/META-INF/" + component.getPackageName().replace('.', '/') + "/" + scheme + ".json";
        try (InputStream in = component.getResourceAsStream(resource)) {
            // Without the JSON the catalog would know the name and accept every option.
            catalog.addComponent(scheme, component.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("The catalog entry " + resource + " can't be read", e);
        }
    }

    /** Checks an endpoint. */
    public List<Broken> check(String uri) {
        String scheme = uri.split("[:?]", 2)[0];
        Optional<String> former = scheme.equals(FormerNames.SCHEME) ? FormerNames.sentence(uri) : Optional.empty();
        if (former.isPresent()) {
            return List.of(new Broken(null, former.get()));
        }
        List<String> schemes = catalog.findComponentNames();
        if (!schemes.contains(scheme) && !added.addTo(catalog, scheme)) {
            return List.of(
                    new Broken(null, "There is no component \"" + scheme + "\"." + Suggestion.among(schemes, scheme)));
        }
        return options(
                scheme,
                catalog.validateEndpointProperties(Placeholders.hold(uri).uri(), false, false, false));
    }

    private List<Broken> options(String scheme, EndpointValidationResult result) {
        List<Broken> broken = new ArrayList<>();
        orEmpty(result.getUnknown())
                .forEach(name -> broken.add(new Broken(
                        name, scheme + " has no option \"" + name + "\"." + Suggestion.among(names(scheme), name))));
        invalid(broken, scheme, result.getInvalidInteger(), "a whole number");
        invalid(broken, scheme, result.getInvalidBoolean(), "true or false");
        invalid(broken, scheme, result.getInvalidNumber(), "a number");
        invalid(broken, scheme, result.getInvalidDuration(), "a duration such as 5000 (milliseconds) or 5s");
        orEmpty(result.getInvalidEnum()).forEach((name, value) -> {
            if (OPEN_ENUMS.contains(scheme + "." + name)) {
                return;
            }
            if (scheme.equals("aws2-s3") && name.equals("operation") && value.equals("putObject")) {
                broken.add(new Broken(
                        name, "aws2-s3 puts an object when it has no operation; leave the option \"operation\" out."));
                return;
            }
            List<String> choices = List.of(result.getInvalidEnumChoices().get(name));
            broken.add(new Broken(
                    name,
                    "The option \"" + name + "\" of " + scheme + " is \"" + value + "\"."
                            + Suggestion.among(choices, value) + " It is one of " + String.join(", ", choices) + "."));
        });
        orEmpty(result.getRequired())
                .forEach(name -> broken.add(new Broken(null, scheme + " needs the option \"" + name + "\".")));
        return broken;
    }

    private List<String> names(String scheme) {
        return catalog.componentModel(scheme).getEndpointOptions().stream()
                .map(option -> option.getName())
                .toList();
    }

    private static void invalid(List<Broken> broken, String scheme, Map<String, String> values, String expected) {
        orEmpty(values)
                .forEach((name, value) -> broken.add(new Broken(
                        name,
                        "The option \"" + name + "\" of " + scheme + " is \"" + value + "\"; it has to be " + expected
                                + ".")));
    }

    private static Set<String> orEmpty(Set<String> names) {
        return names == null ? Set.of() : names;
    }

    private static Map<String, String> orEmpty(Map<String, String> values) {
        return values == null ? Map.of() : values;
    }
}
