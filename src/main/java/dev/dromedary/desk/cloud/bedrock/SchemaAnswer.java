package dev.dromedary.desk.cloud.bedrock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dromedary.desk.Json;
import java.math.BigDecimal;
import java.util.List;

/**
 * The smallest answer that a JSON Schema takes, as far as types, constants, enumerations, lengths and bounds say it; patterns,
 * formats and conditions are not looked at.
 *
 * @param root the schema, in which references are looked up
 */
record SchemaAnswer(JsonNode root) {

    private static final String TEXT = "Offline stand-in, no model was asked.";

    /** Deeper is a schema that refers to itself. */
    private static final int DEEPEST = 20;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    static JsonNode of(String schema) {
        try {
            JsonNode root = Json.MAPPER.readTree(schema);
            return new SchemaAnswer(root).make(root, 0);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The answer schema is no JSON", e);
        }
    }

    private JsonNode make(JsonNode schema, int depth) {
        if (depth > DEEPEST) {
            return JSON.nullNode();
        }
        if (schema.has("$ref")) {
            return make(root.at(schema.path("$ref").asText().replaceFirst("^#", "")), depth + 1);
        }
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.path("enum").has(0)) {
            return schema.get("enum").get(0);
        }
        for (String choice : List.of("anyOf", "oneOf", "allOf")) {
            if (schema.path(choice).has(0)) {
                return make(schema.get(choice).get(0), depth + 1);
            }
        }
        JsonNode type = schema.path("type");
        return switch ((type.isArray() ? type.path(0) : type).asText(schema.has("properties") ? "object" : "string")) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "integer", "number" -> number(schema);
            case "boolean" -> JSON.booleanNode(false);
            case "null" -> JSON.nullNode();
            default -> text(schema);
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        schema.path("required")
                .forEach(name ->
                        object.set(name.asText(), make(schema.path("properties").path(name.asText()), depth + 1)));
        return object;
    }

    private ArrayNode array(JsonNode schema, int depth) {
        ArrayNode array = JSON.arrayNode();
        for (int item = 0; item < schema.path("minItems").asInt(); item++) {
            array.add(make(schema.path("items"), depth + 1));
        }
        return array;
    }

    /** Nought where it may be; else the bound that is nearest to it. */
    private static JsonNode number(JsonNode schema) {
        BigDecimal least = schema.has("exclusiveMinimum")
                ? schema.get("exclusiveMinimum").decimalValue().add(BigDecimal.ONE)
                : schema.path("minimum").decimalValue();
        BigDecimal number = least.max(BigDecimal.ZERO);
        JsonNode most = schema.path("maximum");
        return JSON.numberNode(most.isNumber() ? number.min(most.decimalValue()) : number);
    }

    private static TextNode text(JsonNode schema) {
        int shortest = schema.path("minLength").asInt();
        int longest = Math.max(shortest, schema.path("maxLength").asInt(Integer.MAX_VALUE));
        String text = TEXT.substring(0, Math.min(longest, TEXT.length()));
        return JSON.textNode(text + ".".repeat(Math.max(0, shortest - text.length())));
    }
}
