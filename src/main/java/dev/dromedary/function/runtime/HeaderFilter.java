package dev.dromedary.function.runtime;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Decides which names from outside may become headers. Headers that begin with {@code Camel} steer Camel's producers
 * (another bucket, another operation), so none may come from a message, in any case of letters.
 *
 * @see <a href="https://camel.apache.org/security/CVE-2025-27636.html">CVE-2025-27636</a>
 */
public final class HeaderFilter {

    private HeaderFilter() {}

    public static boolean accepts(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !name.isBlank() && !lower.startsWith("camel") && !lower.startsWith("org.apache.camel");
    }

    /** The fields of an EventBridge event around its detail, as headers of their own names; a new map. */
    public static Map<String, Object> envelope(Map<String, Object> event) {
        Map<String, Object> headers = new LinkedHashMap<>();
        event.forEach((field, value) -> {
            if (!field.equals("detail") && value != null && accepts(field)) {
                headers.put(field, value);
            }
        });
        return headers;
    }
}
