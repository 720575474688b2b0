package dev.dromedary.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a component of ours takes, as a schema.
 *
 * @param scheme its name in URIs
 * @param entry its entry of the catalogue, which Camel's build plugin makes of its options
 */
record ComponentOptions(String scheme, JsonNode entry) {

    static ComponentOptions of(OwnComponent component) {
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
        List<String> uris = new ArrayList<>();
        for (JsonNode option : entry.get("properties")) {
            if (option.path("kind").asText().equals("path")) {
                option.path("enum").forEach(step -> uris.add(scheme + ":" + step.asText()));
            }
        }
        return uris.isEmpty() ? List.of(scheme + ":") : uris;
    }

    /** The schema of its parameters. */
    ObjectNode schema(ObjectMapper mapper) {
        ObjectNode schema = mapper.createObjectNode();
        schema.put("type", "object");
        schema.put("title", entry.at("/component/title").asText());
        schema.put("description", entry.at("/component/description").asText());
        schema.put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        for (Map.Entry<String, JsonNode> option : entry.get("properties").properties()) {
            properties.set(option.getKey(), value(mapper, option.getValue()));
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
