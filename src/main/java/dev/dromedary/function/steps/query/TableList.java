package dev.dromedary.function.steps.query;

import java.util.LinkedHashMap;
import java.util.Map;

/** Options that give names values: {@code orders=silver/orders/, customers=silver/customers/}. Values may hold expressions. */
public final class TableList {

    private TableList() {}

    /**
     * The values by name, in their order.
     *
     * @param text the option; null is an empty one
     * @throws IllegalArgumentException with one sentence if it is written otherwise, or names something twice
     */
    public static Map<String, String> of(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String entry : (text == null ? "" : text).split(",(?![^{}]*})", -1)) {
            int equals = entry.indexOf('=');
            String name = entry.substring(0, Math.max(equals, 0)).strip();
            if (entry.isBlank() && text == null) {
                continue;
            }
            if (!name.matches("[A-Za-z_]\\w*")
                    || values.put(name, entry.substring(equals + 1).strip()) != null) {
                throw new IllegalArgumentException(
                        "\"" + text
                                + "\" is no list of names with values; write it as in orders=silver/orders/, customers=silver/customers/, each name once");
            }
        }
        return values;
    }
}
