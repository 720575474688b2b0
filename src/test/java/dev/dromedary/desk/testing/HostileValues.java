package dev.dromedary.desk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dromedary.function.runtime.Tripwire;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Values that do harm where they are evaluated, shown or taken for a name; and each place of a document for each of them. */
final class HostileValues {

    /** A property of the system that stands for a secret. */
    static final String SECRET_NAME = "dromedary.test.secret";

    static final String SECRET = "tr0ub4dor-and-three";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private HostileValues() {}

    /** Each of them is short, but for one. */
    static List<String> texts() {
        return List.of(
                Tripwire.EXPRESSION,
                "$simple{bean:type:dev.dromedary.function.runtime.Tripwire?method=trip}",
                "${exchange.context.stop}",
                "${camelContext.stop}",
                "${sys." + SECRET_NAME + "}",
                "${properties:" + SECRET_NAME + "}",
                "{{sys:" + SECRET_NAME + "}}",
                "{{" + SECRET_NAME + "}}",
                "<#assign x='freemarker.template.utility.ObjectConstructor'?new()>${x('dev.dromedary.function.runtime.Tripwire').trip()}",
                "../../../../processed/x",
                "line\nbreak\r\nSet-Cookie: x",
                "\u0000\u0007\u001b[31m\u009b\u202e\ufffe\uffff",
                "lone \ud800",
                "<script src=//evil.example></script>\"'><b>",
                "#ledger",
                "#class:dev.dromedary.function.runtime.Tripwire",
                "a,b)},c",
                "");
    }

    /** A megabyte, in a place that takes one. */
    static String huge() {
        return Tripwire.EXPRESSION + "x".repeat(1024 * 1024);
    }

    /**
     * A changed document.
     *
     * @param place where the value stands, for people
     * @param document the whole, changed
     */
    record Changed(String place, JsonNode document) {}

    /**
     * The document with the value in each of its places: a field, a part of a key, a cell of a table.
     *
     * @param document stays as it is
     * @param value one of {@link #texts()}
     */
    static Stream<Changed> everywhere(JsonNode document, String value) {
        return places(document, "").stream().flatMap(place -> variants(document.at(place), value)
                .map(variant -> new Changed(place, with(document, place, variant))));
    }

    /** What a document is with each kind of value that is no text. */
    static Stream<Changed> otherKinds(JsonNode document) {
        return places(document, "").stream()
                .flatMap(place -> Stream.of(JSON.nullNode(), JSON.arrayNode(), JSON.objectNode(), JSON.numberNode(-1))
                        .map(kind -> new Changed(place, with(document, place, kind))));
    }

    /** JSON pointers of all that is neither a list nor a map. */
    static List<String> places(JsonNode node, String pointer) {
        List<String> all = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            object.properties()
                    .forEach(field -> all.addAll(places(
                            field.getValue(),
                            pointer + "/" + field.getKey().replace("~", "~0").replace("/", "~1"))));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                all.addAll(places(array.get(i), pointer + "/" + i));
            }
        } else {
            all.add(pointer);
        }
        return all;
    }

    private static Stream<JsonNode> variants(JsonNode leaf, String value) {
        String text = leaf.asText();
        if (leaf.isTextual() && text.contains("\n") && text.contains(",")) {
            return cells(text, value).map(TextNode::valueOf);
        }
        int slash = text.lastIndexOf('/');
        if (leaf.isTextual() && slash > 0) {
            String end = text.substring(slash + 1).replaceFirst("^[^._]*", "");
            return Stream.of(TextNode.valueOf(value), TextNode.valueOf(text.substring(0, slash + 1) + value + end));
        }
        return Stream.of(TextNode.valueOf(value));
    }

    /** A table whose first row has the value in each of its cells, and one whose header has it. */
    private static Stream<String> cells(String table, String value) {
        List<String> lines = Arrays.asList(table.split("\n", -1));
        String quoted = "\"" + value.replace("\"", "\"\"") + "\"";
        return Stream.of(0, 1).flatMap(row -> {
            String[] cells = lines.get(row).split(",", -1);
            return java.util.stream.IntStream.range(0, cells.length).mapToObj(column -> {
                String[] changed = cells.clone();
                changed[column] = quoted;
                List<String> all = new ArrayList<>(lines);
                all.set(row, String.join(",", changed));
                return String.join("\n", all);
            });
        });
    }

    private static JsonNode with(JsonNode document, String place, JsonNode value) {
        JsonNode copy = document.deepCopy();
        int slash = place.lastIndexOf('/');
        String name = place.substring(slash + 1).replace("~1", "/").replace("~0", "~");
        ContainerNode<?> parent = (ContainerNode<?>) copy.at(place.substring(0, slash));
        if (parent instanceof ObjectNode object) {
            object.set(name, value);
        } else {
            ((ArrayNode) parent).set(Integer.parseInt(name), value);
        }
        return copy;
    }
}
