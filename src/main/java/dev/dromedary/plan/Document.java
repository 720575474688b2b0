package dev.dromedary.plan;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A JSON object in the making: what is null, absent or an empty list or map is left out. */
public final class Document {

    private final Map<String, Object> fields = new LinkedHashMap<>();

    /**
     * Adds a field.
     *
     * @param value its value, or an Optional of it
     */
    public Document put(String name, Object value) {
        Object present = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        boolean empty = present == null
                || present instanceof Collection<?> list && list.isEmpty()
                || present instanceof Map<?, ?> map && map.isEmpty();
        if (!empty) {
            fields.put(name, present);
        }
        return this;
    }

    /**
     * The object.
     *
     * @return its fields, in the order in which they were added
     */
    public Map<String, Object> fields() {
        return fields;
    }

    /** A value whose maps are in the order of their keys, as maps of patterns have no order of their own. */
    public static Object sorted(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((name, each) -> sorted.put(name.toString(), sorted(each)));
            return sorted;
        }
        return value instanceof List<?> list
                ? list.stream().map(Document::sorted).toList()
                : value;
    }
}
