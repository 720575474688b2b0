package dev.dromedary.plan.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Camel's Simple language in JSONata: the body, variables and their entries, the failure's message, and texts around them.
 *
 * @param scope which variables there are
 */
record SimpleText(Scope scope) {

    /** One function; a text in braces within it is none that is known here. */
    static final Pattern FUNCTION = Pattern.compile("\\$\\{([^{}]*)}");

    private static final Pattern OR_NULL = Pattern.compile("\\(\\$exists\\(([^()?]+)\\) \\? \\1 : null\\)");

    private static final Pattern ROOT =
            Pattern.compile("(?<root>body|variable\\.[A-Za-z_]\\w*)(?<keys>(\\[[^\\]\\[]+])*)");
    private static final Pattern KEY = Pattern.compile("\\[(?:(?<index>\\d+)|'?\"?(?<name>[^\\]'\"`]+)'?\"?)]");

    /**
     * A value: what one function yields, or a text.
     *
     * @throws NotCompiledException if something in it has no counterpart
     */
    String value(String simple) {
        String text = simple.strip();
        Matcher whole = FUNCTION.matcher(text);
        return whole.matches() ? function(whole.group(1)) : text(simple);
    }

    /** A text with functions in it. */
    String text(String simple) {
        List<String> parts = new ArrayList<>();
        Matcher function = FUNCTION.matcher(simple);
        int from = 0;
        while (function.find()) {
            literal(simple.substring(from, function.start()), parts);
            parts.add(Jsonata.inText(shortly(function(function.group(1)))));
            from = function.end();
        }
        literal(simple.substring(from), parts);
        return parts.isEmpty() ? "''" : String.join(" & ", parts);
    }

    /** Within a text, what is not there is nothing anyhow. */
    private static String shortly(String value) {
        Matcher one = OR_NULL.matcher(value);
        return one.matches() ? one.group(1) : value;
    }

    private static void literal(String text, List<String> parts) {
        if (text.contains("${")) {
            throw unknown(text);
        }
        if (!text.isEmpty()) {
            parts.add(Jsonata.text(text));
        }
    }

    /** What one function yields, null where there is nothing. */
    String function(String name) {
        String function = name.strip();
        switch (function) {
            case "null" -> {
                return "null";
            }
            case "exception.message" -> {
                return scope.failure();
            }
            case "exchangeProperty.correlationId" -> {
                return scope.correlation();
            }
            case "exchangeProperty.idempotencyKey" -> {
                return scope.execution();
            }
            default -> {
                Matcher path = ROOT.matcher(function);
                if (!path.matches()) {
                    throw unknown("${" + function + "}");
                }
                return path(path.group("root"), path.group("keys"));
            }
        }
    }

    private String path(String root, String keys) {
        String before = root.equals("body") ? Jsonata.INPUT : scope.read(root.substring("variable.".length()));
        if (keys.isEmpty()) {
            return before;
        }
        List<String> at = new ArrayList<>();
        Matcher key = KEY.matcher(keys);
        int end = 0;
        while (key.find() && key.start() == end) {
            before = key.group("index") != null
                    ? before + "[" + key.group("index") + "]"
                    : Jsonata.field(before, key.group("name"));
            at.add(before);
            end = key.end();
        }
        if (end != keys.length()) {
            throw unknown("${" + root + keys + "}");
        }
        String value = Jsonata.orNull(before);
        // As in Camel, an entry of what is not there is a failure.
        for (int i = at.size() - 2; i >= 0; i--) {
            value = "(" + Jsonata.orNull(at.get(i)) + " = null ? $error("
                    + Jsonata.text(root + keys + " is an entry of what is not there") + ") : " + value + ")";
        }
        return value;
    }

    private static NotCompiledException unknown(String text) {
        return new NotCompiledException(
                "\"" + text.strip() + "\" can't be told to a state machine; use ${body},"
                        + " ${body[name]}, ${variable.name}, ${variable.name[entry]}, ${exception.message},"
                        + " ${exchangeProperty.correlationId} and texts around them, or let a route that is called make the value.");
    }
}
