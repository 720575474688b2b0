package dev.dromedary.lambda;

import java.util.Map;
import java.util.stream.Collectors;

/** Words for what came from outside, short and safe to stand in a message. */
final class Described {

    private static final int LONGEST = 200;

    private Described() {}

    static String keys(Map<String, Object> document) {
        return document.isEmpty()
                ? "no fields"
                : "the fields "
                        + text(document.keySet().stream().sorted().limit(8).collect(Collectors.joining(", ")));
    }

    /** Control characters and line breaks are written as Java would, and long text is cut. */
    static String text(Object value) {
        if (value == null) {
            return "none";
        }
        String text = value.toString();
        StringBuilder safe = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(point -> {
            if (Character.isISOControl(point) || point == 0x2028 || point == 0x2029) {
                safe.append(String.format("\\u%04x", point));
            } else {
                safe.appendCodePoint(point);
            }
        });
        return text.length() > LONGEST ? safe + "…" : safe.toString();
    }
}
