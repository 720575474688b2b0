package dev.dromedary.function.runtime;

import dev.dromedary.function.ledger.JsonFault;
import java.util.Map;
import java.util.stream.Collectors;

/** Words for what came from outside, short and safe to stand in a message. */
public final class Described {

    private static final int LONGEST_VALUE = 200;
    private static final int LONGEST_SENTENCE = 1000;

    private Described() {}

    public static String keys(Map<String, Object> document) {
        return document.isEmpty()
                ? "no fields"
                : "the fields "
                        + text(document.keySet().stream().sorted().limit(8).collect(Collectors.joining(", ")));
    }

    /** What kind of event a document is: whose records it holds, or else its fields. */
    public static String event(Map<String, Object> event) {
        Map<String, Object> record =
                Fields.objects(event, "Records").stream().findFirst().orElse(event);
        Object service = record.getOrDefault("eventSource", record.get("EventSource"));
        return service instanceof String ? "a record of " + text(service) : "a document with " + keys(event);
    }

    /** What a field holds, where a text is expected: {@code missing}, {@code blank}, or its kind, such as {@code a number}. */
    public static String value(Map<String, Object> document, String field) {
        if (!document.containsKey(field)) {
            return "missing";
        }
        return document.get(field) instanceof String text && text.isBlank()
                ? "blank"
                : JsonFault.kind(document.get(field));
    }

    /** Control characters, line breaks and halves of surrogate pairs are written as Java would, and long text is cut. */
    public static String text(Object value) {
        return value == null ? "none" : safe(value.toString(), LONGEST_VALUE);
    }

    /** A whole message, which may hold values. */
    public static String sentence(String message) {
        return safe(message, LONGEST_SENTENCE);
    }

    private static String safe(String text, int longest) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().limit(longest).forEach(point -> {
            boolean half = Character.getType(point) == Character.SURROGATE;
            if (Character.isISOControl(point) || point == 0x2028 || point == 0x2029 || half) {
                safe.append(String.format("\\u%04x", point));
            } else {
                safe.appendCodePoint(point);
            }
        });
        return text.codePointCount(0, text.length()) > longest ? safe + "…" : safe.toString();
    }
}
