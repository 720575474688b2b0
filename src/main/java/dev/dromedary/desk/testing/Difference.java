package dev.dromedary.desk.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;

/** What differs between an expectation and what happened, for a person. */
final class Difference {

    private static final int CONTEXT = 3;
    private static final int MOST_LINES = 80;
    private static final int LONGEST_LINE = 400;

    private Difference() {}

    /** A unified diff of the parts that differ; empty if none does. */
    static String of(ObjectNode expected, ObjectNode actual) {
        List<String> from = lines(differing(expected, actual));
        List<String> to = lines(differing(actual, expected));
        List<String> diff =
                UnifiedDiffUtils.generateUnifiedDiff("expected", "actual", from, DiffUtils.diff(from, to), CONTEXT);
        StringBuilder text = new StringBuilder();
        diff.stream().limit(MOST_LINES).forEach(line -> text.append(shortened(line))
                .append('\n'));
        if (diff.size() > MOST_LINES) {
            text.append("… and ").append(diff.size() - MOST_LINES).append(" more lines\n");
        }
        return text.toString();
    }

    private static List<String> lines(ObjectNode parts) {
        return parts.isEmpty() ? List.of() : Yaml.lines(parts);
    }

    private static ObjectNode differing(ObjectNode one, ObjectNode other) {
        ObjectNode parts = JsonNodeFactory.instance.objectNode();
        one.properties().forEach(each -> {
            if (!each.getValue().equals(other.get(each.getKey()))) {
                parts.set(each.getKey(), each.getValue());
            }
        });
        return parts;
    }

    private static String shortened(String line) {
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…";
    }
}
