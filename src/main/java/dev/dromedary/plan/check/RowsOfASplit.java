package dev.dromedary.plan.check;

import dev.dromedary.function.records.Mapping;
import dev.dromedary.function.records.TableSchema;
import dev.dromedary.function.records.TableSchema.FieldsMatch;
import dev.dromedary.function.steps.JsonText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the rows of a split are at one of its steps, where the files beside the route tell. */
final class RowsOfASplit {

    static final String SPLIT = "SplitDefinition";

    /** What leaves the columns of rows as they are. */
    private static final Set<String> SHAPELESS = Set.of("validate", "write", "send", "put", "stream", "analyze");

    private static final Set<String> SHAPING = Set.of(
            "BeanDefinition",
            "EnrichDefinition",
            "ProcessDefinition",
            "ScriptDefinition",
            "SetBodyDefinition",
            "TransformDefinition");

    private final List<EndpointText> endpoints;
    private final RoutesText routes;

    /**
     * @param endpoints of all routes, in their order
     * @param routes with their schemas and mappings
     */
    RowsOfASplit(List<EndpointText> endpoints, RoutesText routes) {
        this.endpoints = endpoints;
        this.routes = routes;
    }

    static boolean isRecords(EndpointText endpoint) {
        return endpoint.scheme().equals("records");
    }

    /** The innermost part of a type that an element is in. */
    static Optional<Element> around(Element element, String type) {
        for (Element at = element.parent(); at != null; at = at.parent()) {
            if (at.type().equals(type)) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    /**
     * What the rows are that come to a step: those of the one schema that the route opens, shaped by the mappings before the step.
     *
     * @return nothing if another step may have changed their columns, a file may have more of them, or a document can't be
     *     read, which is a finding of its own
     */
    Optional<TableSchema> of(EndpointText sink) {
        Optional<Element> route = around(sink.element(), "RouteDefinition");
        Optional<Element> split = around(sink.element(), SPLIT);
        if (route.isEmpty() || split.isEmpty() || isShaped(split.get())) {
            return Optional.empty();
        }
        List<String> opened = endpoints.stream()
                .filter(other -> isRecords(other) && other.path().equals("open"))
                .filter(other -> around(other.element(), "RouteDefinition").equals(route))
                .flatMap(other -> other.option("schema").stream())
                .map(EndpointText.Option::text)
                .toList();
        if (opened.size() != 1) {
            return Optional.empty();
        }
        try {
            return document(opened.get(0))
                    .map(text -> TableSchema.of(opened.get(0), text))
                    .filter(schema -> schema.fieldsMatch() != FieldsMatch.SUBSET)
                    .flatMap(schema -> mapped(schema, split.get(), sink));
        } catch (IllegalArgumentException e) {
            // What is wrong in a document is a finding of its own.
            return Optional.empty();
        }
    }

    private Optional<TableSchema> mapped(TableSchema schema, Element split, EndpointText sink) {
        Optional<TableSchema> rows = Optional.of(schema);
        for (EndpointText map : endpoints.subList(0, endpoints.indexOf(sink))) {
            if (isRecords(map) && map.path().equals("map") && isIn(split, map.element())) {
                String name =
                        map.option("mapping").map(EndpointText.Option::text).orElse("");
                // No value is needed to know the columns, neither of a property nor of what is looked up.
                rows = rows.flatMap(before -> document(name)
                        .map(text -> Mapping.of(name, text, before, placeholder -> "placeholder", Map.of())
                                .schema()));
            }
        }
        return rows;
    }

    private Optional<Map<String, Object>> document(String name) {
        return Optional.ofNullable(routes.files().get(name)).map(file -> JsonText.parse(name, file.text()));
    }

    /** Whether a step other than a mapping may have changed the columns. */
    private boolean isShaped(Element split) {
        return endpoints.stream().filter(other -> isIn(split, other.element())).anyMatch(RowsOfASplit::isShaping)
                || routes.elements().stream()
                        .filter(element -> SHAPING.contains(element.type()))
                        .anyMatch(element -> isIn(split, element));
    }

    private static boolean isShaping(EndpointText endpoint) {
        return isRecords(endpoint)
                ? !SHAPELESS.contains(endpoint.path()) && !endpoint.path().equals("map")
                : !endpoint.scheme().equals("log");
    }

    private static boolean isIn(Element split, Element element) {
        return around(element, SPLIT).filter(split::equals).isPresent();
    }
}
