package dev.dromedary.desk.testing;

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
        parts = Map.of(
                "outcomes", new Shapes.InOrder(new OutcomeShape(json)),
                "objects", new Shapes.Entries(text, true),
                "items", new Shapes.Entries(new Shapes.AnyOrder(json), false),
                "events", new Shapes.AnyOrder(json),
                "mails",
                        new Shapes.AnyOrder(
                                new Shapes.Fields(Map.of("to", json, "subject", json, "text", text, "html", text))),
                "messages",
                        new Shapes.Entries(
                                new Shapes.AnyOrder(new Shapes.Fields(Map.of("group", json, "body", text))), true),
                "topics",
                        new Shapes.Entries(
                                new Shapes.AnyOrder(new Shapes.Fields(Map.of("subject", json, "message", text))), true),
                "calls", new Shapes.Entries(json, false));
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
}
