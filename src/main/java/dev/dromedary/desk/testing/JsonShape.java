package dev.dromedary.desk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON that has at least the fields that are expected; lists are complete and in order. */
final class JsonShape implements Shape {

    private final Placeholders placeholders;

    JsonShape(Placeholders placeholders) {
        this.placeholders = placeholders;
    }

    @Override
    public JsonNode project(JsonNode expected, JsonNode actual) {
        if (expected instanceof ObjectNode fields && actual instanceof ObjectNode object) {
            return project(fields, object);
        }
        if (expected instanceof ArrayNode elements && actual instanceof ArrayNode array) {
            ArrayNode projected = JsonNodeFactory.instance.arrayNode();
            for (int at = 0; at < array.size(); at++) {
                projected.add(at < elements.size() ? project(elements.get(at), array.get(at)) : fresh(array.get(at)));
            }
            return projected;
        }
        if (isSame(expected, actual)) {
            return expected;
        }
        // Who expects a certain hash wants to see the other one.
        return actual.isTextual() && Placeholders.isHash(expected.asText())
                ? JsonNodeFactory.instance.textNode(placeholders.ofTheRun(actual.textValue()))
                : fresh(actual);
    }

    private ObjectNode project(ObjectNode expected, ObjectNode actual) {
        ObjectNode projected = JsonNodeFactory.instance.objectNode();
        expected.properties().forEach(each -> {
            JsonNode there = actual.get(each.getKey());
            if (there != null) {
                projected.set(each.getKey(), project(each.getValue(), there));
            } else if (each.getValue().asText().equals(Placeholders.ABSENT)) {
                projected.set(each.getKey(), each.getValue());
            }
        });
        return projected;
    }

    private boolean isSame(JsonNode expected, JsonNode actual) {
        if (expected.isNumber() && actual.isNumber()) {
            return expected.decimalValue().compareTo(actual.decimalValue()) == 0;
        }
        if (expected.isTextual() && actual.isTextual()) {
            return placeholders.match(expected.textValue(), actual.textValue());
        }
        String placeholder = expected.isTextual() ? expected.textValue() : "";
        return placeholder.equals(Placeholders.ANY)
                || placeholder.equals(Placeholders.NUMBER) && actual.isNumber()
                || expected.equals(actual);
    }

    @Override
    public JsonNode fresh(JsonNode actual) {
        return placeholders.generalised(actual);
    }
}
