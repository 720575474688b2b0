package dev.dromedary.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dromedary.testing.YamlText.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Rewrites expectations: only those parts of {@code then} that were not met; all else stays as it is, comments too. */
final class ThenWriter {

    private static final String THEN = "then";

    private ThenWriter() {}

    /**
     * Rewrites the expectations of one case in its file.
     *
     * @throws IOException if the file can't be read or written
     */
    static void write(TestFile file, TestCase test, ObjectNode outcome) throws IOException {
        // Read anew: the cases before may have been rewritten.
        String text = Files.readString(file.path());
        Files.writeString(file.path(), rewritten(file.name(), text, test, outcome));
    }

    /** The file with the outcome as the expectation of the case. */
    static String rewritten(String file, String text, TestCase test, ObjectNode outcome) {
        if (test.then() == null || test.then().isEmpty()) {
            return withThen(YamlText.parse(file, text), test, outcome);
        }
        YamlText before = YamlText.parse(file, text);
        Place all = before.places().get(test.pointer() + "/" + THEN);
        if (text.codePointAt(offset(text, all.from())) == '{') {
            // In braces there is no room for blocks.
            return replaced(text, all, THEN, outcome);
        }
        String changed = text;
        for (Map.Entry<String, JsonNode> part : outcome.properties()) {
            if (!part.getValue().equals(test.then().get(part.getKey()))) {
                YamlText yaml = YamlText.parse(file, changed);
                Place place = yaml.places().get(test.pointer() + "/" + THEN + YamlText.step(part.getKey()));
                changed = replaced(changed, place, part.getKey(), part.getValue());
            }
        }
        return changed;
    }

    private static String withThen(YamlText yaml, TestCase test, ObjectNode outcome) {
        Place there = yaml.places().get(test.pointer() + "/" + THEN);
        if (there != null) {
            return replaced(yaml.text(), there, THEN, outcome);
        }
        Place when = yaml.places().get(test.pointer() + "/when");
        int end = end(yaml.text(), when);
        String block = block(THEN, outcome, when.key().getColumn());
        return yaml.text().substring(0, end) + "\n" + " ".repeat(when.key().getColumn()) + block
                + yaml.text().substring(end);
    }

    private static String replaced(String text, Place place, String key, JsonNode value) {
        int from = offset(text, place.key());
        return text.substring(0, from) + block(key, value, place.key().getColumn()) + text.substring(end(text, place));
    }

    /** The key with its value, indented but for the first line, without the last line break. */
    private static String block(String key, JsonNode value, int column) {
        List<String> lines = Yaml.lines(JsonNodeFactory.instance.objectNode().set(key, value));
        String indent = "\n" + " ".repeat(column);
        return String.join(indent, lines).replaceAll("\n +(?=\n|$)", "\n");
    }

    /** Where a value ends, without the empty lines and comments that follow a block. */
    private static int end(String text, Place place) {
        if (place.to().getIndex() < place.key().getIndex()) {
            // An alias; its value stands elsewhere.
            return text.indexOf('\n', offset(text, place.key()));
        }
        int end = offset(text, place.to());
        String[] lines = text.substring(offset(text, place.key()), end).split("\n", -1);
        int last = lines.length - 1;
        while (last > 0 && isOutside(lines[last], place.key().getColumn())) {
            last--;
        }
        return offset(text, place.key())
                + String.join("\n", Arrays.copyOf(lines, last + 1)).length();
    }

    private static boolean isOutside(String line, int column) {
        String content = line.strip();
        return content.isEmpty() || content.startsWith("#") && line.indexOf('#') <= column;
    }

    /** Marks count code points. */
    private static int offset(String text, Mark mark) {
        return text.offsetByCodePoints(0, mark.getIndex());
    }
}
