package dev.dromedary.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Our components, and those of added libraries, as Kaoto's catalogue has Camel's: the entry of Camel's catalogue, and {@code propertiesSchema}, the JSON Schema of the
 * endpoint's options, from which Kaoto makes forms.
 *
 * @see <a href="https://kaoto.io/docs/manual/09_generatingcatalog/">Catalogues of Kaoto</a>
 */
public final class KaotoComponents {

    private static final String NAME = "Dromedary";
    private static final String DRAFT = "http://json-schema.org/draft-07/schema#";
    private static final Set<String> PLAIN = Set.of("boolean", "integer", "number", "string", "array");

    private KaotoComponents() {}

    /** All of them, by scheme. */
    public static Map<String, JsonNode> all() {
        Map<String, JsonNode> all = new TreeMap<>();
        for (ComponentOptions component : ComponentOptions.all()) {
            ObjectNode entry = (ObjectNode) component.entry();
            entry.set("propertiesSchema", schema(entry.path("properties")));
            // Kaoto's filter looks into descriptions, and has a category for each label: all of ours are found by
            // either.
            ObjectNode told = (ObjectNode) entry.get("component");
            told.put("description", told.path("description").asText() + " (" + NAME + ")");
            told.put(
                    "label",
                    NAME.toLowerCase(Locale.ROOT) + "," + told.path("label").asText());
            all.put(component.scheme(), entry);
        }
        return all;
    }

    private static ObjectNode schema(JsonNode options) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", DRAFT);
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JsonNodeFactory.instance.arrayNode();
        options.properties().forEach(option -> {
            properties.set(option.getKey(), property(option.getValue()));
            if (option.getValue().path("required").asBoolean()) {
                required.add(option.getKey());
            }
        });
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    private static ObjectNode property(JsonNode option) {
        ObjectNode property = JsonNodeFactory.instance.objectNode();
        property.put("title", option.path("displayName").asText());
        property.put("description", option.path("description").asText());
        String type = option.path("type").asText();
        property.put("type", PLAIN.contains(type) && !option.has("enum") ? type : "string");
        if (type.equals("duration")) {
            property.put("format", "duration");
        }
        if (option.has("enum")) {
            property.set("enum", option.get("enum"));
        }
        property.put("$comment", "group:" + option.path("group").asText());
        if (option.path("deprecated").asBoolean()) {
            property.put("deprecated", true);
        }
        if (option.has("defaultValue")) {
            property.set("default", option.get("defaultValue"));
        }
        return property;
    }
}
