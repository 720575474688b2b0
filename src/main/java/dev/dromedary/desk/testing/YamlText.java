package dev.dromedary.desk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dromedary.plan.ForbiddenCharacter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A YAML document as JSON, that knows where everything stands.
 *
 * @param text the document
 * @param root what it holds
 * @param places where each value stands, by its JSON Pointer
 */
record YamlText(String text, JsonNode root, Map<String, Place> places) {

    /**
     * Where a value stands. Lines and columns are 0-based, positions count code points, as in SnakeYAML.
     *
     * @param key where its key begins; of the document and of elements of a list as {@code from}
     * @param from where the value begins
     * @param to where it ends; of a block, where the next thing begins
     */
    record Place(Mark key, Mark from, Mark to) {}

    /** @throws TestFileException if it is no YAML, or has a key twice; with the place */
    static YamlText parse(String file, String text) {
        ForbiddenCharacter.in(text).ifPresent(found -> {
            throw new TestFileException(file + ":" + found.line() + ":" + found.column() + ": " + found.sentence());
        });
        Map<String, Place> places = new LinkedHashMap<>();
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setLabel(file)
                    .setAllowDuplicateKeys(false)
                    .build();
            Node node = new Compose(settings)
                    .composeString(text)
                    .orElseThrow(() -> new TestFileException(file + ":1:1: The file is empty; it has to hold cases."));
            return new YamlText(text, new Reader(file, places).read(node, "", Optional.empty()), places);
        } catch (MarkedYamlEngineException e) {
            Mark mark = e.getProblemMark().or(e::getContextMark).orElseThrow();
            throw new TestFileException(at(file, mark) + "This is no YAML: " + e.getProblem() + ".");
        }
    }

    /** {@code file:line:column: }. */
    static String at(String file, Mark mark) {
        return file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1) + ": ";
    }

    /** The part of a JSON Pointer for a field. */
    static String step(String field) {
        return "/" + field.replace("~", "~0").replace("/", "~1");
    }

    private record Reader(String file, Map<String, Place> places) {

        JsonNode read(Node node, String pointer, Optional<Node> key) {
            Mark from = node.getStartMark().orElseThrow();
            Mark begin = key.flatMap(Node::getStartMark).orElse(from);
            places.put(pointer, new Place(begin, from, node.getEndMark().orElse(from)));
            if (node instanceof MappingNode mapping) {
                return object(mapping, pointer);
            }
            if (node instanceof SequenceNode sequence) {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                for (Node each : sequence.getValue()) {
                    array.add(read(each, pointer + "/" + array.size(), Optional.empty()));
                }
                return array;
            }
            return scalar((ScalarNode) node);
        }

        private ObjectNode object(MappingNode mapping, String pointer) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (NodeTuple each : mapping.getValue()) {
                String field = ((ScalarNode) each.getKeyNode()).getValue();
                if (object.has(field)) {
                    throw new TestFileException(
                            at(file, each.getKeyNode().getStartMark().orElseThrow()) + "\"" + field
                                    + "\" stands here twice.");
                }
                object.set(field, read(each.getValueNode(), pointer + step(field), Optional.of(each.getKeyNode())));
            }
            return object;
        }

        private JsonNode scalar(ScalarNode node) {
            JsonNodeFactory json = JsonNodeFactory.instance;
            String value = node.getValue();
            Tag tag = node.getTag();
            if (tag.equals(Tag.NULL)) {
                return json.nullNode();
            }
            if (tag.equals(Tag.BOOL)) {
                return json.booleanNode(Boolean.parseBoolean(value));
            }
            if (tag.equals(Tag.INT)) {
                return json.numberNode(new BigInteger(value));
            }
            // Infinity and the like are no JSON.
            if (tag.equals(Tag.FLOAT) && !value.startsWith(".") && !value.startsWith("-.")) {
                return json.numberNode(new BigDecimal(value));
            }
            return json.textNode(value);
        }
    }
}
