package dev.dromedary.desk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dromedary.desk.testing.YamlText.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Rewrites expectations: only what was not met; all else stays as it is, comments and anchors too. */
final class ThenWriter {

    private static final String THEN = "then";
    private static final Pattern ANCHOR = Pattern.compile("&[^\\s,\\[\\]{}]+\\s+");

    private static final Pattern ALIAS = Pattern.compile("\\*[^\\s,\\[\\]{}]+");

    private ThenWriter() {}

    /**
     * Rewrites the expectations of one case in its file.
     *
     * @throws IOException if the file can't be read or written
     * @throws TestFileException if the file would be no YAML any more; it is left as it is
     */
    static void write(TestFile file, TestCase test, ObjectNode outcome) throws IOException {
        // Read anew: the cases before may have been rewritten.
        String text = Files.readString(file.path());
        String changed = rewritten(file.name(), text, test, outcome);
        requireYaml(file.name(), changed, test);
        Files.writeString(file.path(), changed);
    }

    /** What an anchor stands at may be gone, while an alias elsewhere still names it. */
    private static void requireYaml(String file, String changed, TestCase test) {
        try {
            YamlText.parse(file, changed);
        } catch (TestFileException e) {
            String reason = e.getMessage().contains("undefined alias")
                    ? ", as something else in the file refers to them (&name, *name)"
                    : " as they are written";
            throw new TestFileException(file + ": The expectations of \"" + test.name() + "\" can't be rewritten"
                    + reason + "; change them by hand.");
        }
    }

    /** The file with the outcome as the expectation of the case. */
    static String rewritten(String file, String text, TestCase test, ObjectNode outcome) {
        YamlText before = YamlText.parse(file, text);
        if (isFlow(before, test)) {
            return withFlow(before, test, outcome);
        }
        if (test.then() == null || test.then().isEmpty()) {
            return withThen(before, test, outcome);
        }
        Place all = before.places().get(test.pointer() + "/" + THEN);
        if (isInBraces(text, all)) {
            // In braces there is no room for blocks.
            return replaced(text, all, THEN, outcome);
        }
        String pointer = test.pointer() + "/" + THEN;
        String changed = text;
        for (Map.Entry<String, JsonNode> part : outcome.properties()) {
            changed = changed(
                    file,
                    changed,
                    pointer + YamlText.step(part.getKey()),
                    part,
                    test.then().get(part.getKey()));
        }
        return changed;
    }

    /** Goes down to what differs, so that comments and anchors beside it stay. */
    private static String changed(
            String file, String text, String pointer, Map.Entry<String, JsonNode> part, JsonNode before) {
        JsonNode now = part.getValue();
        if (now.equals(before)) {
            return text;
        }
        Place place = YamlText.parse(file, text).places().get(pointer);
        if (isAlias(place) || !hasSameFields(now, before) || isInBraces(text, place)) {
            return replaced(text, place, part.getKey(), now);
        }
        String changed = text;
        for (Map.Entry<String, JsonNode> field : now.properties()) {
            changed =
                    changed(file, changed, pointer + YamlText.step(field.getKey()), field, before.get(field.getKey()));
        }
        return changed;
    }

    private static boolean hasSameFields(JsonNode now, JsonNode before) {
        return now.isObject()
                && before != null
                && before.isObject()
                && now.size() == before.size()
                && now.properties().stream().allMatch(field -> before.has(field.getKey()));
    }

    private static boolean isInBraces(String text, Place place) {
        int from = offset(text, place.from());
        return text.startsWith("{", from + anchor(text, place).length());
    }

    private static boolean isAlias(Place place) {
        // Its value stands elsewhere.
        return place.to().getIndex() < place.key().getIndex();
    }

    /** The anchor before a value with the space after it, such as {@code "&ward "}; empty if there is none. */
    private static String anchor(String text, Place place) {
        Matcher anchor = ANCHOR.matcher(text).region(offset(text, place.from()), text.length());
        return !isAlias(place) && anchor.lookingAt() ? anchor.group() : "";
    }

    /** Whether the case stands in braces, or among others in brackets. */
    private static boolean isFlow(YamlText yaml, TestCase test) {
        return Stream.of("", "/cases", test.pointer())
                .map(yaml.places()::get)
                .map(place -> offset(yaml.text(), place.from())
                        + anchor(yaml.text(), place).length())
                .anyMatch(
                        from -> yaml.text().startsWith("{", from) || yaml.text().startsWith("[", from));
    }

    /** In braces there is room for JSON only. */
    private static String withFlow(YamlText yaml, TestCase test, ObjectNode outcome) {
        String text = yaml.text();
        Place there = yaml.places().get(test.pointer() + "/" + THEN);
        if (there == null) {
            int end = flowEnd(text, yaml.places().get(test.pointer() + "/when"));
            return text.substring(0, end) + ", " + THEN + ": " + outcome + text.substring(end);
        }
        int from = isAlias(there)
                ? alias(text, there).start()
                : offset(text, there.from()) + anchor(text, there).length();
        return text.substring(0, from) + outcome + text.substring(flowEnd(text, there));
    }

    private static int flowEnd(String text, Place place) {
        return isAlias(place) ? alias(text, place).end() : offset(text, place.to());
    }

    /** Where an alias such as {@code *ward} stands, behind its key. */
    private static Matcher alias(String text, Place place) {
        Matcher alias = ALIAS.matcher(text);
        if (!alias.find(offset(text, place.key()))) {
            throw new IllegalStateException("There is no alias behind a key whose value stands elsewhere");
        }
        return alias;
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
        String block = block(key, value, place.key().getColumn());
        String anchor = anchor(text, place).strip();
        if (!anchor.isEmpty()) {
            int colon = name(key).length();
            block = block.substring(0, colon) + " " + anchor + block.substring(colon);
        }
        return text.substring(0, from) + block + text.substring(end(text, place));
    }

    /** The key as it is written, with its colon. */
    private static String name(String key) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return Yaml.lines(json.objectNode().set(key, json.objectNode().put("x", 1)))
                .get(0);
    }

    /** The key with its value, indented but for the first line, without the last line break. */
    private static String block(String key, JsonNode value, int column) {
        List<String> lines = Yaml.lines(JsonNodeFactory.instance.objectNode().set(key, value));
        String indent = "\n" + " ".repeat(column);
        return String.join(indent, lines).replaceAll("\n +(?=\n|$)", "\n");
    }

    /** Where a value ends, without the empty lines and comments that follow a block. */
    private static int end(String text, Place place) {
        if (isAlias(place)) {
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
