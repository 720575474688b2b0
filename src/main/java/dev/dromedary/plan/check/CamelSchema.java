package dev.dromedary.plan.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;

/** Camel's own JSON Schema of route files, as what may stand where. */
final class CamelSchema {

    private static final String RESOURCE = "/schema/camelYamlDsl.json";
    private static final String REFERENCE = "#/items/definitions/";

    private final JsonNode root;

    CamelSchema() {
        try (InputStream in = YamlRoutesBuilderLoader.class.getResourceAsStream(RESOURCE)) {
            root = JsonMapper.builder().build().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException("Camel's schema " + RESOURCE + " can't be read", e);
        }
    }

    /** What an item of a file's list may be. */
    Shape item() {
        return shape(root.get("items"));
    }

    /**
     * What may stand at a place.
     *
     * @param type the definition's name without its package; empty if it has none
     * @param json the schema
     * @param textToo whether a text may stand for the whole
     * @param properties what is allowed by name; empty if anything is
     * @param required names that have to be there
     * @param choices groups of names of which one may be there
     */
    record Shape(
            String type,
            JsonNode json,
            boolean textToo,
            Map<String, JsonNode> properties,
            Set<String> required,
            List<Set<String>> choices) {

        String kind() {
            return json.path("type").asText(properties.isEmpty() ? "" : "object");
        }

        List<String> values() {
            List<String> values = new ArrayList<>();
            json.path("enum").forEach(value -> values.add(value.asText()));
            return values;
        }
    }

    Shape shape(JsonNode schema) {
        String type = "";
        JsonNode own = schema;
        // Some say more beside the reference.
        while (own.has("$ref") && !own.has("properties")) {
            String name = own.get("$ref").asText().substring(REFERENCE.length());
            type = name.substring(name.lastIndexOf('.') + 1);
            own = root.get("items").get("definitions").get(name);
        }
        JsonNode object = own;
        boolean textToo = false;
        for (JsonNode alternative : own.path("oneOf")) {
            String kind = alternative.path("type").asText();
            textToo |= kind.equals("string");
            if (kind.equals("object") && alternative.has("properties")) {
                object = alternative;
            }
        }
        Map<String, JsonNode> properties = new LinkedHashMap<>();
        List<Set<String>> choices = new ArrayList<>();
        object.path("properties").properties().forEach(entry -> properties.put(entry.getKey(), entry.getValue()));
        alternatives(own, properties, choices);
        if (object != own) {
            alternatives(object, properties, choices);
        }
        Set<String> required = new LinkedHashSet<>();
        own.path("required").forEach(name -> required.add(name.asText()));
        object.path("required").forEach(name -> required.add(name.asText()));
        return new Shape(type, object, textToo, properties, required, choices);
    }

    /** Expressions and data formats: their own schemas stand in the alternatives, beside which only their names do. */
    private void alternatives(JsonNode schema, Map<String, JsonNode> properties, List<Set<String>> choices) {
        for (JsonNode group : schema.path("anyOf")) {
            Set<String> names = new LinkedHashSet<>();
            for (JsonNode alternative : group.path("oneOf")) {
                if (alternative.has("$ref")) {
                    Shape shape = shape(alternative);
                    shape.properties().forEach((name, value) -> properties.merge(name, value, CamelSchema::fuller));
                    shape.choices().forEach(names::addAll);
                } else if (alternative.has("required")) {
                    alternative.path("required").forEach(name -> names.add(name.asText()));
                    alternative
                            .path("properties")
                            .properties()
                            .forEach(entry -> properties.merge(entry.getKey(), entry.getValue(), CamelSchema::fuller));
                }
            }
            choices.add(names);
        }
    }

    private static JsonNode fuller(JsonNode one, JsonNode other) {
        return one.isEmpty() ? other : one;
    }
}
