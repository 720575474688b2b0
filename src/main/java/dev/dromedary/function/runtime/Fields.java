package dev.dromedary.function.runtime;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads fields of a JSON object that may be missing or of another type: outside, anything is possible. */
public final class Fields {

    private Fields() {}

    /** The object in a field, or an empty one. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> object(Map<String, Object> parent, String field) {
        return parent.get(field) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /** The objects in a list field; what is no object in it counts as an empty one. */
    @SuppressWarnings("unchecked")
    public static List<Map<String, Object>> objects(Map<String, Object> parent, String field) {
        if (!(parent.get(field) instanceof List<?> list)) {
            return List.of();
        }
        return list.stream()
                .map(element -> element instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.<String, Object>of())
                .toList();
    }

    /** The text in a field, or null. Numbers and truth values come as their text. */
    public static String text(Map<String, Object> parent, String field) {
        Object value = parent.get(field);
        return value == null || value instanceof Map || value instanceof List ? null : value.toString();
    }

    /**
     * The id, version or name in a field, or null. A blank one names nothing: taken for a value it would make different
     * things one.
     */
    public static String id(Map<String, Object> parent, String field) {
        String value = text(parent, field);
        return value == null || value.isBlank() ? null : value;
    }

    /** The texts in the fields of an object in a field, by their names; a new map. */
    public static Map<String, String> texts(Map<String, Object> parent, String field) {
        Map<String, Object> object = object(parent, field);
        Map<String, String> texts = new TreeMap<>();
        object.keySet().forEach(name -> {
            String value = text(object, name);
            if (value != null) {
                texts.put(name, value);
            }
        });
        return texts;
    }
}
