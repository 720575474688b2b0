package dev.dromedary.lambda;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.Jsoner;

/** Reads event documents with Camel's own small JSON parser, which costs a cold start next to nothing. */
final class Json {

    private Json() {}

    /**
     * Parses a JSON object.
     *
     * @param text the document
     * @return the object, or empty if the text is no JSON object
     */
    @SuppressWarnings("unchecked")
    static Optional<Map<String, Object>> object(String text) {
        try {
            return Jsoner.deserialize(text) instanceof Map<?, ?> map
                    ? Optional.of((Map<String, Object>) map)
                    : Optional.empty();
        } catch (DeserializationException | RuntimeException e) {
            // The parser throws unchecked exceptions, too, at numbers and escapes that it can't read.
            return Optional.empty();
        }
    }

    /** The object in a field, or an empty one. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Map<String, Object> parent, String field) {
        return parent.get(field) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /** The objects in a list field; what is no object in it counts as an empty one. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> objects(Map<String, Object> parent, String field) {
        if (!(parent.get(field) instanceof List<?> list)) {
            return List.of();
        }
        return list.stream()
                .map(element -> element instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.<String, Object>of())
                .toList();
    }

    /** The text in a field, or null. Numbers and truth values come as their text. */
    static String text(Map<String, Object> parent, String field) {
        Object value = parent.get(field);
        return value == null || value instanceof Map || value instanceof List ? null : value.toString();
    }
}
