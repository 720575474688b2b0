package dev.dromedary.plan;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A JSON object in the making: what is null, absent or an empty list or map is left out. */
final class Document {

    private final Map<String, Object> fields = new LinkedHashMap<>();

    Document put(String name, Object value) {
        Object present = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        boolean empty = present == null
                || present instanceof Collection<?> list && list.isEmpty()
                || present instanceof Map<?, ?> map && map.isEmpty();
        if (!empty) {
            fields.put(name, present);
        }
        return this;
    }

    Map<String, Object> fields() {
        return fields;
    }
}
