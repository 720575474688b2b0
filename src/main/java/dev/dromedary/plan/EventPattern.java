package dev.dromedary.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.event.ruler.JsonRuleCompiler;

/**
 * What EventBridge takes for an event pattern. Its own compiler of patterns says whether, but not where in the pattern the
 * fault is, and speaks of itself; so each matcher is compiled alone, and what is wrong is said here.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html">Operators</a>
 */
public final class EventPattern {

    /** Characters: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
    static final int LONGEST = 2048;
    /** Combinations that all {@code $or} make together; see the page on operators. */
    private static final int MOST_COMBINATIONS = 1000;
    /** Of numbers in {@code numeric}; see the page on operators. */
    private static final BigDecimal LARGEST = new BigDecimal("5.0e9");

    private static final String OR = "$or";

    /** What each matcher takes. */
    private static final Map<String, String> MATCHERS = new TreeMap<>(Map.of(
            "prefix", "a text, or {\"equals-ignore-case\": a text}",
            "suffix", "a text, or {\"equals-ignore-case\": a text}",
            "equals-ignore-case", "a text",
            "wildcard",
                    "a text in which * stands for any characters, with no two * beside each other, and \\ only"
                            + " before * or \\",
            "numeric", "comparisons with numbers, such as [\">\", 0, \"<=\", 5]",
            "exists", "true or false",
            "cidr", "a range of addresses, such as 10.0.0.0/24",
            "anything-but",
                    "a text, a number, a list of texts or of numbers, or one of prefix, suffix, wildcard and"
                            + " equals-ignore-case with a text or a list of texts"));

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;

    private EventPattern(String name) {
        this.name = name;
    }

    /**
     * Refuses what EventBridge would refuse.
     *
     * @throws IllegalArgumentException with one sentence: the name, the place in the pattern, and what is wrong
     */
    public static void check(String name, Map<String, ?> pattern) {
        EventPattern check = new EventPattern(name);
        check.fields("", pattern);
        if (!compiles(pattern)) {
            throw new IllegalArgumentException(name + ": EventBridge does not take the pattern as a whole");
        }
        int combinations = combinations(pattern);
        if (combinations > MOST_COMBINATIONS) {
            throw new IllegalArgumentException(name + ": the alternatives of " + OR + " make " + combinations
                    + " combinations, and EventBridge takes " + MOST_COMBINATIONS + "; use several routes");
        }
        int characters = text(pattern).length();
        if (characters > LONGEST) {
            throw new IllegalArgumentException(name + ": the pattern has " + characters + " characters, and EventBridge"
                    + " takes " + LONGEST + "; use prefix, suffix or wildcard in place of single values");
        }
    }

    private void fields(String path, Map<?, ?> fields) {
        if (fields.isEmpty()) {
            throw wrong(path, "holds nothing; name at least one field");
        }
        fields.forEach((key, value) -> {
            String at = path.isEmpty() ? key.toString() : path + "." + key;
            if (key.equals(OR)) {
                alternatives(at, value);
            } else if (value instanceof Map<?, ?> nested) {
                fields(at, nested);
            } else if (value instanceof List<?> values) {
                values(at, values);
            } else {
                throw wrong(at, "has to be a list of values in brackets, or an object of fields");
            }
        });
    }

    private void alternatives(String path, Object value) {
        boolean several = value instanceof List<?> list && list.size() >= 2;
        if (!several || !((List<?>) value).stream().allMatch(Map.class::isInstance)) {
            throw wrong(path, "has to be a list of at least two objects of fields");
        }
        int number = 0;
        for (Object each : (List<?>) value) {
            fields(path + "[" + number++ + "]", (Map<?, ?>) each);
        }
    }

    private void values(String path, List<?> values) {
        if (values.isEmpty()) {
            throw wrong(path, "is an empty list; name at least one value");
        }
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            String at = path + "[" + i + "]";
            if (value instanceof List<?>) {
                throw wrong(at, "has to be a text, a number, true, false, null or a matcher, and is a list");
            }
            if (value instanceof Map<?, ?> matcher) {
                matcher(at, matcher);
            } else if (!compiles(Map.of("field", Collections.singletonList(value)))) {
                throw wrong(at, "is no value that EventBridge compares");
            }
        }
    }

    private void matcher(String path, Map<?, ?> matcher) {
        if (matcher.size() != 1) {
            throw wrong(path, "has to hold exactly one of " + String.join(", ", MATCHERS.keySet()));
        }
        String kind = matcher.keySet().iterator().next().toString();
        if (!MATCHERS.containsKey(kind)) {
            String hint = Suggestion.among(MATCHERS.keySet(), kind);
            throw wrong(
                    path + "." + kind,
                    "there is no matcher \"" + kind + "\""
                            + (hint.isEmpty() ? "; it is one of " + String.join(", ", MATCHERS.keySet()) : "." + hint));
        }
        if (!compiles(Map.of("field", List.of(matcher)))) {
            throw wrong(path + "." + kind, "takes " + MATCHERS.get(kind));
        }
        if (matcher.get(kind) instanceof List<?> values && kind.equals("numeric")) {
            values.stream()
                    .filter(Number.class::isInstance)
                    .map(number -> new BigDecimal(number.toString()))
                    .filter(number -> number.abs().compareTo(LARGEST) > 0)
                    .findFirst()
                    .ifPresent(number -> {
                        throw wrong(
                                path + "." + kind,
                                number.toPlainString() + " is outside of -5,000,000,000 to 5,000,000,000, between which"
                                        + " EventBridge compares numbers");
                    });
        }
    }

    private static boolean compiles(Map<String, ?> pattern) {
        try {
            return JsonRuleCompiler.check(text(pattern)) == null;
        } catch (RuntimeException e) {
            // Addresses that are none, and texts that end in a backslash.
            return false;
        }
    }

    private static int combinations(Map<String, ?> pattern) {
        try {
            return JsonRuleCompiler.compile(text(pattern)).size();
        } catch (IOException e) {
            throw new IllegalStateException("The pattern was compiled before", e);
        }
    }

    /** As it is sent: without blanks. */
    static String text(Map<String, ?> pattern) {
        try {
            return JSON.writeValueAsString(pattern);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A pattern holds what JSON can't", e);
        }
    }

    private IllegalArgumentException wrong(String path, String fault) {
        return new IllegalArgumentException(
                path.isEmpty() ? name + ": it " + fault : name + ", " + path + ": " + fault);
    }
}
