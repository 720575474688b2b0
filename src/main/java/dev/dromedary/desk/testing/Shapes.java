package dev.dromedary.desk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Shapes made of others. */
final class Shapes {

    private Shapes() {}

    /** Fields with a shape each; those that are not expected are not looked at. */
    record Fields(Map<String, Shape> shapes) implements Shape {

        @Override
        public JsonNode project(JsonNode expected, JsonNode actual) {
            ObjectNode projected = JsonNodeFactory.instance.objectNode();
            expected.properties().forEach(each -> {
                if (actual.has(each.getKey())) {
                    projected.set(
                            each.getKey(),
                            shapes.get(each.getKey()).project(each.getValue(), actual.get(each.getKey())));
                }
            });
            return projected;
        }

        @Override
        public JsonNode fresh(JsonNode actual) {
            ObjectNode fresh = JsonNodeFactory.instance.objectNode();
            actual.properties()
                    .forEach(each ->
                            fresh.set(each.getKey(), shapes.get(each.getKey()).fresh(each.getValue())));
            return fresh;
        }
    }

    /**
     * Entries of one shape.
     *
     * @param complete whether entries that are not expected count
     */
    record Entries(Shape shape, boolean complete) implements Shape {

        @Override
        public JsonNode project(JsonNode expected, JsonNode actual) {
            ObjectNode projected = JsonNodeFactory.instance.objectNode();
            expected.properties().forEach(each -> {
                if (actual.has(each.getKey())) {
                    projected.set(each.getKey(), shape.project(each.getValue(), actual.get(each.getKey())));
                }
            });
            actual.properties().forEach(each -> {
                if (complete && !expected.has(each.getKey())) {
                    projected.set(each.getKey(), shape.fresh(each.getValue()));
                }
            });
            return projected;
        }

        @Override
        public JsonNode fresh(JsonNode actual) {
            ObjectNode fresh = JsonNodeFactory.instance.objectNode();
            actual.properties().forEach(each -> fresh.set(each.getKey(), shape.fresh(each.getValue())));
            return fresh;
        }
    }

    /** Elements of one shape in order; all count. */
    record InOrder(Shape shape) implements Shape {

        @Override
        public JsonNode project(JsonNode expected, JsonNode actual) {
            ArrayNode projected = JsonNodeFactory.instance.arrayNode();
            for (JsonNode each : actual) {
                JsonNode wanted = expected.get(projected.size());
                projected.add(wanted == null ? shape.fresh(each) : shape.project(wanted, each));
            }
            return projected;
        }

        @Override
        public JsonNode fresh(JsonNode actual) {
            return project(JsonNodeFactory.instance.arrayNode(), actual);
        }
    }

    /** Elements of one shape in any order; all count. */
    record AnyOrder(Shape shape) implements Shape {

        @Override
        public JsonNode project(JsonNode expected, JsonNode actual) {
            List<JsonNode> left = new ArrayList<>();
            actual.forEach(left::add);
            JsonNode[] found = new JsonNode[expected.size()];
            for (int at = 0; at < found.length; at++) {
                JsonNode wanted = expected.get(at);
                for (int candidate = 0; candidate < left.size() && found[at] == null; candidate++) {
                    if (shape.fits(wanted, left.get(candidate))) {
                        found[at] = wanted;
                        left.remove(candidate);
                    }
                }
            }
            ArrayNode projected = JsonNodeFactory.instance.arrayNode();
            for (int at = 0; at < found.length; at++) {
                if (found[at] != null) {
                    projected.add(found[at]);
                } else if (!left.isEmpty()) {
                    // What comes nearest can't be told; the first that is left, in the order in which it happened.
                    projected.add(shape.project(expected.get(at), left.remove(0)));
                }
            }
            left.forEach(each -> projected.add(shape.fresh(each)));
            return projected;
        }

        @Override
        public JsonNode fresh(JsonNode actual) {
            return project(JsonNodeFactory.instance.arrayNode(), actual);
        }
    }
}
