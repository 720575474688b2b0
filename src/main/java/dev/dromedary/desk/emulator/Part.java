package dev.dromedary.desk.emulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An object within the plan's document; what is empty is left out there.
 *
 * @param fields its fields
 */
record Part(Map<String, Object> fields) {

    String text(String name) {
        return optional(name)
                .orElseThrow(() -> new IllegalArgumentException("The plan has no \"" + name + "\" in " + fields));
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(fields.get(name)).map(Object::toString);
    }

    int number(String name) {
        return ((Number) fields.get(name)).intValue();
    }

    boolean is(String name) {
        return Boolean.TRUE.equals(fields.get(name));
    }

    /** An object; empty if it is left out. */
    Part part(String name) {
        return of(fields.get(name));
    }

    /** An object of objects; empty if it is left out. */
    Map<String, Part> parts(String name) {
        Map<String, Part> parts = new LinkedHashMap<>();
        part(name).fields().forEach((key, value) -> parts.put(key, of(value)));
        return parts;
    }

    /** A list of objects; empty if it is left out. */
    List<Part> list(String name) {
        return fields.get(name) instanceof List<?> list
                ? list.stream().map(Part::of).toList()
                : List.of();
    }

    /** A list of texts; empty if it is left out. */
    List<String> texts(String name) {
        return fields.get(name) instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of();
    }

    private static Part of(Object value) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, each) -> fields.put(name.toString(), each));
        }
        return new Part(fields);
    }
}
