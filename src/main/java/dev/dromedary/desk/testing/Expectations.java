package dev.dromedary.desk.testing;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The {@code then} of a case, part by part. */
final class Expectations {

    private final Map<String, Shape> parts;

    /** @param explained whether the whole text is told where an expected part of it is missing */
    Expectations(Placeholders placeholders, boolean explained) {
        JsonShape json = new JsonShape(placeholders);
        TextShape text = new TextShape(placeholders, explained);
        parts = Map.ofEntries(
                entry("outcomes", new Shapes.InOrder(new OutcomeShape(json))),
                entry("objects", new Shapes.Entries(text, true)),
                entry("items", new Shapes.Entries(new Shapes.AnyOrder(json), false)),
                entry("events", new Shapes.AnyOrder(json)),
                entry("mails", inAnyOrder(Map.of("to", json, "subject", json, "text", text, "html", text))),
                entry("messages", new Shapes.Entries(inAnyOrder(Map.of("group", json, "body", text)), true)),
                entry("streams", new Shapes.Entries(inAnyOrder(Map.of("key", json, "data", text)), true)),
                entry("delivery-streams", new Shapes.Entries(new Shapes.AnyOrder(text), true)),
                entry(
                        "topics",
                        new Shapes.Entries(
                                inAnyOrder(Map.of("subject", json, "message", text, "attributes", json)), true)),
                entry("executions", inAnyOrder(Map.of("route", json, "name", json, "status", json, "input", json))),
                entry("invocations", inAnyOrder(Map.of("route", json, "body", json))),
                entry("calls", new Shapes.Entries(json, false)));
    }

    private static Shape inAnyOrder(Map<String, Shape> fields) {
        return new Shapes.AnyOrder(new Shapes.Fields(fields));
    }

    /** The parts that are expected, as they came out; what is expected and not there at all is left out. */
    ObjectNode project(ObjectNode expected, ObjectNode actual) {
        ObjectNode projected = JsonNodeFactory.instance.objectNode();
        expected.properties()
                .forEach(each -> projected.set(
                        each.getKey(), parts.get(each.getKey()).project(each.getValue(), actual.get(each.getKey()))));
        return projected;
    }

    /** All that happened, for a case that expects nothing yet. */
    ObjectNode fresh(ObjectNode actual) {
        ObjectNode fresh = JsonNodeFactory.instance.objectNode();
        actual.properties().forEach(each -> {
            // Calls are for those who want to know.
            if (!each.getValue().isEmpty() && !each.getKey().equals("calls")) {
                fresh.set(each.getKey(), parts.get(each.getKey()).fresh(each.getValue()));
            }
        });
        return fresh;
    }

    /**
     * What an invocation came to: the outcome's name alone, or fields of the reply, or {@code failed} with a sentence, or the response
     * to a request.
     */
    private static final class OutcomeShape implements Shape {

        private static final String NAME = "outcome";
        private static final String FAILED = "failed";

        private final JsonShape json;

        OutcomeShape(JsonShape json) {
            this.json = json;
        }

        @Override
        public JsonNode project(JsonNode expected, JsonNode actual) {
            if (expected.isObject() && fields(expected, actual)) {
                return json.project(expected, actual);
            }
            if (expected.isTextual() && actual.has(NAME)) {
                return json.project(expected, actual.get(NAME));
            }
            return fresh(actual);
        }

        /** A failure and a success have no field in common. */
        private static boolean fields(JsonNode expected, JsonNode actual) {
            return expected.has(FAILED) == actual.has(FAILED);
        }

        @Override
        public JsonNode fresh(JsonNode actual) {
            if (actual.has(NAME)) {
                return json.fresh(actual.get(NAME));
            }
            return actual.has(FAILED)
                    ? JsonNodeFactory.instance.objectNode().set(FAILED, json.fresh(actual.get(FAILED)))
                    : json.fresh(actual);
        }
    }
}
