package dev.dromedary.plan.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of a body.
 *
 * @param isMap whether it is a map; else nothing is known, or it is a text
 * @param keys the keys of the map, if a step made it of known ones
 */
record BodyKind(boolean isMap, Optional<Set<String>> keys) {

    static final BodyKind UNKNOWN = new BodyKind(false, Optional.empty());
    static final BodyKind MAP = new BodyKind(true, Optional.empty());

    private static final String MAKES_MAP = "${map(";

    /** What a Simple expression makes. */
    static BodyKind of(String simple) {
        String text = simple.strip();
        if (!text.startsWith(MAKES_MAP) || !text.endsWith(")}")) {
            return UNKNOWN;
        }
        Optional<List<String>> arguments = arguments(text.substring(MAKES_MAP.length(), text.length() - 2));
        if (arguments.isEmpty()) {
            return UNKNOWN;
        }
        Set<String> keys = new TreeSet<>();
        for (int i = 0; i < arguments.get().size(); i += 2) {
            String key = arguments.get().get(i).strip().replaceAll("^(['\"])(.*)\\1$", "$2");
            if (key.contains("${") || key.contains("{{")) {
                return MAP;
            }
            keys.add(key);
        }
        return new BodyKind(true, Optional.of(keys));
    }

    /**
     * The arguments of one call, separated by its own commas.
     *
     * @return empty if the text goes on after the call, as then it is no single one
     */
    static Optional<List<String>> arguments(String text) {
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        char quote = 0;
        StringBuilder argument = new StringBuilder();
        for (char each : text.toCharArray()) {
            if (quote != 0) {
                quote = each == quote ? 0 : quote;
            } else if (each == '\'' || each == '"') {
                quote = each;
            } else if (each == '(' || each == '{' || each == '[') {
                depth++;
            } else if (each == ')' || each == '}' || each == ']') {
                depth--;
            } else if (each == ',' && depth == 0) {
                arguments.add(argument.toString());
                argument.setLength(0);
                continue;
            }
            if (depth < 0) {
                return Optional.empty();
            }
            argument.append(each);
        }
        arguments.add(argument.toString());
        return Optional.of(arguments);
    }

    /** What is known where two ways meet. */
    BodyKind or(BodyKind other) {
        if (equals(other)) {
            return this;
        }
        return isMap && other.isMap ? MAP : UNKNOWN;
    }
}
