package dev.dromedary.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a component takes that is ours, or comes with a library that is added, as a schema.
 *
 * @param scheme its name in URIs
 * @param entry its entry of the catalogue, which Camel's build plugin makes of its options
 */
record ComponentOptions(String scheme, JsonNode entry) {

    /** Ours, and those of added libraries. */
    static List<ComponentOptions> all() {
        return Stream.concat(
                        OwnComponent.all().stream().map(ComponentOptions::of),
                        AddedComponents.ofClassPath().entries().entrySet().stream()
                                .map(added -> new ComponentOptions(added.getKey(), added.getValue())))
                .toList();
    }

    private static ComponentOptions of(OwnComponent component) {
        String resource =
                "META-INF/" + component.type().getPackageName().replace('.', '/') + "/" + component.scheme() + ".json";
        return new ComponentOptions(
                component.scheme(),
                RouteSchema.read(component.type().getClassLoader().getResourceAsStream(resource)));
    }

    /** Whether routes begin with it; else steps send to it. */
    boolean startsRoutes() {
        return entry.at("/component/consumerOnly").asBoolean();
    }

    /** The name of its schema. */
    String definition() {
        return "dromedary." + scheme;
    }

    /** What URIs may be: one for each step of the component, or how they begin. */
    List<String> uris() {
        List<JsonNode> path = entry.path("properties")
                .valueStream()
                .filter(option -> option.path("kind").asText().equals("path"))
                .toList();
        List<String> uris = new ArrayList<>();
        if (path.size() == 1) {
            path.get(0).path("enum").forEach(step -> uris.add(scheme + ":" + step.asText()));
        }
        return uris.isEmpty() ? List.of(scheme + ":") : uris;
    }

    /** The schema of its parameters. */
    ObjectNode schema(ObjectMapper mapper) {
        ObjectNode schema = mapper.createObjectNode();
        schema.put("type", "object");
        schema.put("title", entry.at("/component/title").asText());
        schema.put("description", entry.at("/component/description").asText());
        schema.put(
                "additionalProperties", entry.at("/component/lenientProperties").asBoolean());
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = mapper.createArrayNode();
        for (Map.Entry<String, JsonNode> option : entry.path("properties").properties()) {
            properties.set(option.getKey(), value(mapper, option.getValue()));
            // What is part of the path may stand in the URI.
            if (option.getValue().path("required").asBoolean()
                    && option.getValue().path("kind").asText().equals("parameter")) {
                required.add(option.getKey());
            }
            if (option.getValue().has("prefix")) {
                schema.withObject("/patternProperties")
                        .putObject(
                                "^" + option.getValue().path("prefix").asText().replace(".", "\\."));
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    private static ObjectNode value(ObjectMapper mapper, JsonNode option) {
        ObjectNode value = mapper.createObjectNode();
        value.put("title", option.path("displayName").asText());
        value.put("description", option.path("description").asText());
        if (option.has("enum")) {
            ArrayNode any = value.putArray("anyOf");
            any.addObject().set("enum", option.get("enum"));
            any.addObject().put("type", "string").put("pattern", "\\{\\{|\\$\\{");
        } else {
            value.set(
                    "type",
                    switch (option.path("type").asText()) {
                        case "boolean" -> RouteSchema.types("boolean", "string");
                        case "integer", "number" -> RouteSchema.types("number", "string");
                        default -> RouteSchema.types("string", "number", "boolean");
                    });
        }
        if (option.has("defaultValue")) {
            value.set("default", option.get("defaultValue"));
        }
        return value;
    }
}
