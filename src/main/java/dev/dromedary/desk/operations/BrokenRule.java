package dev.dromedary.desk.operations;

import dev.dromedary.function.runtime.JsonDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what a reject's reason means in a schema: the field with its constraints, or the rule across columns. */
final class BrokenRule {

    private static final List<String> OF_FIELDS = List.of("missing_", "invalid_");

    private BrokenRule() {}

    /**
     * The rule behind a reason, as the schema has it.
     *
     * @param schema the schema's document
     * @return a field or a rule as JSON; empty if the reason is the format's, or a step's of the route
     */
    static Optional<String> of(String reason, Map<String, Object> schema) {
        for (String prefix : OF_FIELDS) {
            if (reason.startsWith(prefix)) {
                Optional<String> field = entry(schema, "fields", "name", reason.substring(prefix.length()));
                if (field.isPresent()) {
                    return field;
                }
            }
        }
        return entry(schema, "rules", "reason", reason);
    }

    private static Optional<String> entry(Map<String, Object> schema, String list, String name, String value) {
        return schema.get(list) instanceof List<?> entries
                ? entries.stream()
                        .filter(entry -> entry instanceof Map<?, ?> map && value.equals(map.get(name)))
                        .map(entry -> JsonDocument.write(withoutTexts((Map<?, ?>) entry)))
                        .findFirst()
                : Optional.empty();
    }

    /** Without what does not judge. */
    private static Map<String, Object> withoutTexts(Map<?, ?> entry) {
        Map<String, Object> rest = new LinkedHashMap<>();
        entry.forEach((name, value) -> {
            if (!List.of("description", "example", "examples", "title").contains(String.valueOf(name))) {
                rest.put(String.valueOf(name), value);
            }
        });
        return rest;
    }
}
