package dev.dromedary.function.trigger.eventbridge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes an event that a pattern matches, to warm a function up with. Best effort: what a comparison asks for that is not
 * known here is the text {@code sample}, and a route that such an event does not start is not warmed up.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html">Comparisons</a>
 */
final class PatternSample {

    private static final String SAMPLE = "sample";

    private PatternSample() {}

    /** Adds to an event what a pattern asks for. */
    static Map<String, Object> fill(Map<String, Object> event, Map<String, Object> pattern) {
        Map<String, Object> filled = new LinkedHashMap<>(event);
        pattern.forEach((field, wanted) -> {
            if (field.equals("$or") && wanted instanceof List<?> ways && !ways.isEmpty()) {
                filled.putAll(fill(filled, object(ways.get(0))));
            } else if (wanted instanceof Map<?, ?>) {
                filled.put(field, fill(object(filled.get(field)), object(wanted)));
            } else if (wanted instanceof List<?> values && !values.isEmpty()) {
                fill(filled, field, values.get(0));
            }
        });
        return filled;
    }

    private static void fill(Map<String, Object> event, String field, Object wanted) {
        Map<String, Object> comparison = object(wanted);
        if (comparison.isEmpty()) {
            event.put(field, wanted);
        } else if (Boolean.FALSE.equals(comparison.get("exists"))) {
            event.remove(field);
        } else {
            event.put(field, value(comparison));
        }
    }

    private static Object value(Map<String, Object> comparison) {
        for (String operator : List.of("prefix", "suffix", "equals-ignore-case", "wildcard")) {
            Object operand = comparison.get(operator);
            Object first = operand instanceof List<?> list && !list.isEmpty() ? list.get(0) : operand;
            if (first instanceof String text) {
                return operator.equals("wildcard")
                        ? text.replaceAll("(?<!\\\\)\\*", "").replace("\\", "")
                        : text;
            }
            if (first instanceof Map<?, ?>) {
                return value(object(first));
            }
        }
        return comparison.get("numeric") instanceof List<?> numeric && numeric.size() == 2 && "=".equals(numeric.get(0))
                ? numeric.get(1)
                : SAMPLE;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
