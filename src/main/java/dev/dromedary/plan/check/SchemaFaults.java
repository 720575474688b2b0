package dev.dromedary.plan.check;

import dev.dromedary.function.records.SchemaException;
import dev.dromedary.function.records.TableSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All that is wrong in a record schema. Its reader tells the first fault; here what is wrong is taken out of the document, and
 * the rest is read again, until nothing is wrong any more.
 */
final class SchemaFaults {

    /** More help nobody. */
    private static final int MOST = 50;

    private static final Pattern FIELD = Pattern.compile("fields\\[(\\d+)](?:\\.(.*))?");
    private static final Pattern MEANT = Pattern.compile("(unknown key|is unknown); did you mean \"([^\"]+)\"\\?");
    private static final Pattern RULE = Pattern.compile("rules\\[(\\d+)]");
    private static final Pattern PART = Pattern.compile("([\\w$-]+)(?:\\[(\\d+)])?");

    private final String name;
    private final List<String> faults = new ArrayList<>();
    /** Rules that are out, by their number at that time. */
    private final List<Integer> out = new ArrayList<>();

    private SchemaFaults(String name) {
        this.name = name;
    }

    /**
     * Reads a schema.
     *
     * @return one message for each fault, as the reader says it; empty if there is none
     */
    static List<String> of(String name, Map<String, Object> document) {
        SchemaFaults all = new SchemaFaults(name);
        Map<String, Object> rest = copy(document);
        while (all.faults.size() < MOST && all.read(rest)) {
            // Without what was wrong.
        }
        return all.faults;
    }

    /** Whether something was wrong that could be taken out. */
    private boolean read(Map<String, Object> document) {
        try {
            TableSchema.of(name, document);
            return false;
        } catch (SchemaException e) {
            faults.add(original(e.getMessage()));
            Matcher path = Pattern.compile(Pattern.quote(name) + ", (\\S+?): .*", Pattern.DOTALL)
                    .matcher(e.getMessage());
            Matcher meant = MEANT.matcher(e.getMessage());
            return path.find()
                    && (meant.find() && mended(document, path.group(1), meant.group(1), meant.group(2))
                            || without(document, path.group(1)));
        }
    }

    /** With the number that a rule has in its document, as rules before it may be out. */
    private String original(String message) {
        return RULE.matcher(message).replaceFirst(rule -> {
            int number = Integer.parseInt(rule.group(1));
            for (int i = out.size() - 1; i >= 0; i--) {
                number += out.get(i) <= number ? 1 : 0;
            }
            return "rules[" + number + "]";
        });
    }

    /** With what was meant in the place of what was written, so that the rest is read as its author means it. */
    private static boolean mended(Map<String, Object> document, String path, String what, String meant) {
        int dot = path.lastIndexOf('.');
        Object parent = dot < 0 ? document : at(document, path.substring(0, dot));
        if (!(parent instanceof Map<?, ?> map)) {
            return false;
        }
        @SuppressWarnings("unchecked")
        Map<String, Object> values = (Map<String, Object>) map;
        String key = path.substring(dot + 1);
        if (what.startsWith("unknown key")) {
            return !values.containsKey(meant)
                    && values.containsKey(key)
                    && values.put(meant, values.remove(key)) == null;
        }
        return values.get(key) instanceof String && values.put(key, meant) != null;
    }

    private static Object at(Map<String, Object> document, String path) {
        Object at = document;
        for (String step : path.split("[.\\[\\]]+")) {
            at = at instanceof Map<?, ?> map
                    ? map.get(step)
                    : at instanceof List<?> list && step.matches("\\d+") && Integer.parseInt(step) < list.size()
                            ? list.get(Integer.parseInt(step))
                            : null;
        }
        return at;
    }

    private boolean without(Map<String, Object> document, String path) {
        Matcher field = FIELD.matcher(path);
        if (field.matches() && document.get("fields") instanceof List<?> fields) {
            int number = Integer.parseInt(field.group(1));
            boolean known = field.group(2) != null && !field.group(2).matches("type|name");
            if (known && remove(document, path)) {
                return true;
            }
            // What it would be without its type nobody knows, and what rules make of it neither.
            document.remove("rules");
            return replace(fields, number);
        }
        return remove(document, path);
    }

    @SuppressWarnings("unchecked")
    private static boolean replace(List<?> fields, int number) {
        Map<String, Object> anything = Map.of("name", "field " + number);
        return !anything.equals(((List<Object>) fields).set(number, anything));
    }

    /** Takes out what stands at the end of a path; of a list the item. */
    private boolean remove(Map<String, Object> document, String path) {
        Object at = document;
        String[] parts = path.split("\\.");
        for (int i = 0; i < parts.length; i++) {
            Matcher part = PART.matcher(parts[i]);
            if (!part.matches() || !(at instanceof Map<?, ?> map) || !map.containsKey(part.group(1))) {
                return false;
            }
            boolean last = i == parts.length - 1;
            if (last && part.group(2) == null) {
                map.remove(part.group(1));
                return true;
            }
            at = map.get(part.group(1));
            if (part.group(2) != null) {
                int number = Integer.parseInt(part.group(2));
                if (!(at instanceof List<?> list) || number >= list.size()) {
                    return false;
                }
                boolean rule = part.group(1).equals("rules");
                if (last || rule) {
                    list.remove(number);
                    if (rule) {
                        out.add(number);
                    }
                    return true;
                }
                at = list.get(number);
            }
        }
        return false;
    }

    private static Map<String, Object> copy(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(key.toString(), value(value)));
        return copy;
    }

    private static Object value(Object value) {
        if (value instanceof Map<?, ?> map) {
            return copy(map);
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(each -> copy.add(value(each)));
            return copy;
        }
        return value;
    }
}
