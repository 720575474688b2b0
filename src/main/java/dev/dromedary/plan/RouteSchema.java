package dev.dromedary.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;

/**
 * The JSON Schema of route files, for editors: Camel's own with our components and those of added libraries, made from their entries
 * of the catalogue. Where a step or a {@code from} names one of these, its parameters are known by name, type and words. As Camel does,
 * it takes texts for numbers and booleans, since a placeholder may stand for each.
 *
 * @see <a href="https://camel.apache.org/components/4.14.x/others/yaml-dsl.html">YAML DSL</a>
 */
public final class RouteSchema {

    private static final String CAMELS = "/schema/camelYamlDsl.json";
    /** The first one with conditions. */
    private static final String DRAFT = "http://json-schema.org/draft-07/schema#";

    static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private final List<ComponentOptions> components;

    private RouteSchema(List<ComponentOptions> components) {
        this.components = components;
    }

    /** The document, on one line: with line breaks it is twice as long. */
    public static String document() {
        RouteSchema schema = new RouteSchema(ComponentOptions.all());
        return schema.make(read(YamlRoutesBuilderLoader.class.getResourceAsStream(CAMELS))) + "\n";
    }

    static JsonNode read(InputStream resource) {
        try (InputStream in = resource) {
            return MAPPER.readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException("An entry of a catalogue can't be read", e);
        }
    }

    private JsonNode make(JsonNode camels) {
        ObjectNode root = (ObjectNode) camels;
        root.put("$schema", DRAFT);
        root.put("title", "Routes of Dromedary");
        ObjectNode definitions = (ObjectNode) root.get("items").get("definitions");
        List<String> names = new ArrayList<>();
        definitions.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            loosen(definitions.get(name));
            endpoints(definitions.get(name), name.contains("From"));
        }
        components.forEach(component -> definitions.set(component.definition(), component.schema(MAPPER)));
        definitions.forEach(RouteSchema::forCompletion);
        return root;
    }

    private static void loosen(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("type").isTextual()
                && object.get("type").asText().matches("boolean|integer|number")) {
            object.set("type", types(object.get("type").asText(), "string"));
        }
        node.forEach(RouteSchema::loosen);
    }

    /**
     * Language servers write the default of each option when a step is chosen, which is ten lines for {@code split}: defaults are told, in
     * descriptions. And they write a colon only behind what has a type.
     */
    private static void forCompletion(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (object.path("default").isValueNode()
                    && object.path("description").isTextual()) {
                String value = object.remove("default").asText();
                object.put("description", object.get("description").asText() + " (default: " + value + ")");
            }
            List<String> either = new ArrayList<>();
            object.path("oneOf").forEach(one -> either.add(one.path("type").asText()));
            if (!object.has("type") && either.equals(List.of("string", "object"))) {
                object.set("type", types("object", "string"));
            }
        }
        node.forEach(RouteSchema::forCompletion);
    }

    static ArrayNode types(String... names) {
        ArrayNode types = MAPPER.createArrayNode();
        List.of(names).forEach(types::add);
        return types;
    }

    /** An object with a URI and parameters, wherever it is in a definition. */
    private void endpoints(JsonNode node, boolean from) {
        JsonNode properties = node.path("properties");
        if (properties.has("uri") && properties.has("parameters")) {
            List<ComponentOptions> fitting = components.stream()
                    .filter(component -> component.startsRoutes() == from)
                    .toList();
            ArrayNode uris = MAPPER.createArrayNode();
            ArrayNode conditions = ((ObjectNode) node).putArray("allOf");
            for (ComponentOptions component : fitting) {
                component.uris().forEach(uris::add);
                ObjectNode condition = conditions.addObject();
                ObjectNode named = condition.putObject("if");
                named.putObject("properties").putObject("uri").put("pattern", "^" + component.scheme() + "(:|$)");
                named.putArray("required").add("uri");
                condition
                        .putObject("then")
                        .putObject("properties")
                        .putObject("parameters")
                        .put("$ref", "#/items/definitions/" + component.definition());
            }
            ObjectNode uri = (ObjectNode) properties.get("uri");
            uri.remove("type");
            ArrayNode any = uri.putArray("anyOf");
            any.addObject().set("enum", uris);
            any.addObject().put("type", "string");
        }
        node.forEach(child -> endpoints(child, from));
    }
}
