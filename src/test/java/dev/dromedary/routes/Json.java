package dev.dromedary.routes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Parsed JSON documents. */
final class Json {

    private Json() {}

    /** The value at a path of fields; null if there is none. */
    static Object at(Object document, String... path) {
        Object value = document;
        for (String field : path) {
            value = value instanceof Map<?, ?> map ? map.get(field) : null;
        }
        return value;
    }

    /** A JSON object's fields. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    /** SHA-256 of the text in UTF-8, hexadecimal. */
    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The only outcome of an invocation. */
    static String outcome(Map<String, Object> summary) {
        List<?> outcomes = (List<?>) summary.get("outcomes");
        if (outcomes.size() != 1) {
            throw new AssertionError("Not one outcome: " + summary);
        }
        return String.valueOf(at(outcomes.get(0), "outcome"));
    }
}
