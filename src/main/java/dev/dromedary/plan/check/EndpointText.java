package dev.dromedary.plan.check;

import dev.dromedary.plan.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An endpoint as it is written.
 *
 * @param element the step that names it
 * @param uri its URI, placeholders unresolved
 * @param parameters options apart from the URI
 */
record EndpointText(Element element, Value uri, Map<String, Value> parameters) {

    /** Their URI is a pattern, or a path. */
    private static final Set<String> PATTERNS =
            Set.of("InterceptFromDefinition", "InterceptSendToEndpointDefinition", "RestDefinition");
    /** Their expression names endpoints. */
    private static final Set<String> NAMING =
            Set.of("EnrichDefinition", "PollEnrichDefinition", "RecipientListDefinition");

    /** Every endpoint that is named by a text, not by an expression. */
    static List<EndpointText> all(List<Element> elements) {
        List<EndpointText> all = new ArrayList<>();
        for (Element element : elements) {
            if (element.value().isMap() && !PATTERNS.contains(element.type())) {
                element.value()
                        .get("uri")
                        .filter(Value::isText)
                        .ifPresent(uri -> all.add(new EndpointText(element, uri, element.parameters())));
                element.value()
                        .get("deadLetterUri")
                        .filter(Value::isText)
                        .ifPresent(uri -> all.add(new EndpointText(element, uri, Map.of())));
            }
            if (element.value().isText()
                    && Set.of("ToDefinition", "ToDynamicDefinition", "PollDefinition")
                            .contains(element.type())) {
                all.add(new EndpointText(element, element.value(), Map.of()));
            }
            if (element.type().equals("ConstantExpression")
                    && NAMING.contains(element.parent().type())) {
                element.option("expression", true)
                        .ifPresent(uri -> all.add(new EndpointText(element.parent(), uri, Map.of())));
            }
        }
        return all.stream()
                .filter(endpoint -> !endpoint.uri.text().startsWith("$"))
                .toList();
    }

    SourceFile file() {
        return element.file();
    }

    Finding finding(Value at, String part, String message) {
        return element.finding(at, part, message);
    }

    Finding finding(Value at, String message) {
        return element.finding(at, message);
    }

    String scheme() {
        return uri.text().split("[:?]", 2)[0];
    }

    boolean isFrom() {
        return element.name().equals("from");
    }

    /** What stands after the scheme, without options; that of {@code direct} may be a parameter. */
    String path() {
        String text = uri.text();
        String path = text.contains(":") ? text.substring(text.indexOf(':') + 1).split("\\?", 2)[0] : "";
        if (path.isEmpty() && parameters.containsKey("name")) {
            return parameters.get("name").text();
        }
        return path.replaceFirst("^/{1,2}", "");
    }

    /**
     * An option, wherever it is written.
     *
     * @param text its value, placeholders unresolved
     * @param at where to look for it
     */
    record Option(String text, Value at) {}

    Optional<Option> option(String name) {
        if (parameters.containsKey(name)) {
            return Optional.of(new Option(parameters.get(name).text(), parameters.get(name)));
        }
        String text = uri.text();
        int query = text.indexOf('?');
        return query < 0
                ? Optional.empty()
                : Arrays.stream(text.substring(query + 1).split("&"))
                        .filter(option -> option.startsWith(name + "="))
                        .map(option -> new Option(option.substring(name.length() + 1), uri))
                        .findFirst();
    }
}
