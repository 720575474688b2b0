package dev.dromedary.desk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Finds what differs from one run to the next. */
final class Unstable {

    private Unstable() {}

    /** The first, with placeholders for what is otherwise in the second. */
    static JsonNode replaced(JsonNode first, JsonNode second) {
        if (first.equals(second)) {
            return first;
        }
        if (first instanceof ObjectNode one && second instanceof ObjectNode other) {
            ObjectNode replaced = JsonNodeFactory.instance.objectNode();
            one.properties().forEach(each -> {
                JsonNode there = other.get(each.getKey());
                replaced.set(each.getKey(), there == null ? each.getValue() : replaced(each.getValue(), there));
            });
            return replaced;
        }
        if (first instanceof ArrayNode one && second instanceof ArrayNode other && one.size() == other.size()) {
            ArrayNode replaced = JsonNodeFactory.instance.arrayNode();
            for (int at = 0; at < one.size(); at++) {
                replaced.add(replaced(one.get(at), other.get(at)));
            }
            return replaced;
        }
        boolean numbers = first.isNumber() && second.isNumber();
        return JsonNodeFactory.instance.textNode(numbers ? Placeholders.NUMBER : Placeholders.ANY);
    }
}
