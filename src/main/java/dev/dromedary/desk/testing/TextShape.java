package dev.dromedary.desk.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import dev.dromedary.desk.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A text: the whole of it, or some of it, or what it says as JSON. */
final class TextShape implements Shape {

    private final Placeholders placeholders;
    private final JsonShape json;
    private final boolean explained;

    /** @param explained whether the whole text is told where an expected part is missing */
    TextShape(Placeholders placeholders, boolean explained) {
        this.placeholders = placeholders;
        this.json = new JsonShape(placeholders);
        this.explained = explained;
    }

    @Override
    public JsonNode project(JsonNode expected, JsonNode actual) {
        String text = expected.isTextual() ? text(actual) : rows(actual);
        if (expected.isTextual()) {
            return whole(expected, text);
        }
        ObjectNode projected = JsonNodeFactory.instance.objectNode();
        if (expected.has("json")) {
            return parsed(text)
                    .<JsonNode>map(document -> projected.set("json", json.project(expected.get("json"), document)))
                    .orElseGet(() -> fresh(actual));
        }
        if (expected.has("lines")) {
            return projected.set("lines", lines((ArrayNode) expected.get("lines"), text));
        }
        ArrayNode kept = projected.putArray("contains");
        for (JsonNode each : expected.get("contains")) {
            if (placeholders.occurs(each.asText(), text)) {
                kept.add(each);
            }
        }
        if (kept.isEmpty()
                || explained && kept.size() < expected.get("contains").size()) {
            return fresh(actual);
        }
        return projected;
    }

    private static String text(JsonNode actual) {
        return actual.isObject() ? actual.get(StoredText.TEXT).asText() : actual.asText();
    }

    /** What JSON, lines and parts are looked for in: of Parquet, the rows. */
    private static String rows(JsonNode actual) {
        return actual.isObject() ? actual.get(StoredText.ROWS).asText() : actual.asText();
    }

    private JsonNode whole(JsonNode expected, String text) {
        if (placeholders.match(expected.textValue(), text)) {
            return expected;
        }
        List<String> wanted = Arrays.asList(expected.textValue().split("\n", -1));
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        lines.replaceAll(placeholders::generalised);
        List<AbstractDelta<String>> deltas =
                DiffUtils.diff(wanted, lines, placeholders::match).getDeltas();
        // What fits keeps its placeholders.
        int from = 0;
        int to = 0;
        for (AbstractDelta<String> delta : deltas) {
            while (from < delta.getSource().getPosition()) {
                lines.set(to++, wanted.get(from++));
            }
            from += delta.getSource().size();
            to += delta.getTarget().size();
        }
        while (from < wanted.size()) {
            lines.set(to++, wanted.get(from++));
        }
        return JsonNodeFactory.instance.textNode(String.join("\n", lines));
    }

    private ArrayNode lines(ArrayNode expected, String text) {
        ArrayNode lines = JsonNodeFactory.instance.arrayNode();
        for (String line : text.lines().toList()) {
            JsonNode wanted = expected.get(lines.size());
            Optional<JsonNode> document = parsed(line);
            if (document.isPresent() && (wanted == null || wanted.isObject())) {
                lines.add(wanted == null ? json.fresh(document.get()) : json.project(wanted, document.get()));
            } else if (wanted != null && wanted.isTextual()) {
                lines.add(whole(wanted, line));
            } else {
                lines.add(placeholders.generalised(line));
            }
        }
        return lines;
    }

    private static Optional<JsonNode> parsed(String text) {
        try {
            JsonNode document = Json.MAPPER.readTree(text);
            return document == null || document.isMissingNode() ? Optional.empty() : Optional.of(document);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    @Override
    public JsonNode fresh(JsonNode actual) {
        String text = text(actual);
        Optional<JsonNode> document = parsed(text).filter(JsonNode::isContainerNode);
        if (document.isPresent()) {
            return JsonNodeFactory.instance.objectNode().set("json", json.fresh(document.get()));
        }
        return JsonNodeFactory.instance.textNode(placeholders.generalised(text));
    }
}
