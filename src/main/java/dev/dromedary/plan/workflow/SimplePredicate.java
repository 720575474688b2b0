package dev.dromedary.plan.workflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A predicate of Camel's Simple language in JSONata. Only what both mean alike: Camel drops the decimals of numbers of
 * different types, but compares with a text such as {@code '0.85'} as with a number.
 *
 * @param values translates the operands
 */
record SimplePredicate(SimpleText values) {

    private static final Pattern TOKEN =
            Pattern.compile("\\G\\s*(?:(?<function>\\$\\{[^{}]*})|(?<text>'[^']*'|\"[^\"]*\")|(?<word>[^\\s'\"$]+))");
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9]\\d{0,14})");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9]\\d{0,14})\\.\\d{1,14}");
    private static final int COMPARISON = 3;

    private record Token(boolean function, boolean quoted, String text) {}

    /**
     * A condition.
     *
     * @throws NotCompiledException if something in it has no counterpart
     */
    String condition(String simple) {
        List<Token> tokens = tokens(simple);
        List<String> all = new ArrayList<>();
        String joint = null;
        for (int at = 0; at < tokens.size(); at += COMPARISON + 1) {
            if (at > 0) {
                String word = tokens.get(at - 1).text();
                if (!word.equals("&&") && !word.equals("||") || joint != null && !joint.equals(word)) {
                    throw wrong(simple);
                }
                joint = word;
            }
            if (tokens.size() - at < COMPARISON) {
                throw wrong(simple);
            }
            all.add(comparison(tokens.get(at), tokens.get(at + 1).text(), tokens.get(at + 2)));
        }
        if (all.isEmpty() || tokens.size() % (COMPARISON + 1) != COMPARISON) {
            throw wrong(simple);
        }
        return all.size() == 1
                ? all.get(0)
                : all.stream()
                        .map(each -> "(" + each + ")")
                        .collect(Collectors.joining(joint.equals("&&") ? " and " : " or "));
    }

    private static List<Token> tokens(String simple) {
        List<Token> tokens = new ArrayList<>();
        String text = simple.strip();
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (matcher.find()) {
            end = matcher.end();
            String quoted = matcher.group("text");
            boolean function = matcher.group("function") != null;
            tokens.add(new Token(
                    function,
                    quoted != null,
                    quoted != null
                            ? quoted.substring(1, quoted.length() - 1)
                            : matcher.group().strip()));
        }
        if (end != text.length()) {
            throw wrong(simple);
        }
        return tokens;
    }

    private String comparison(Token left, String operator, Token right) {
        if (!left.function()) {
            throw new NotCompiledException(
                    "A comparison of a workflow begins with a value such as ${body[name]}, not with " + left.text()
                            + ".");
        }
        String value = values.value(left.text());
        return switch (operator) {
            case "==" -> equal(value, right);
            case "!=" -> "$not(" + equal(value, right) + ")";
            case ">", ">=", "<", "<=" -> ordered(value, operator, right);
            case "in" -> among(value, right);
            case "!in" -> "$not(" + among(value, right) + ")";
            default ->
                throw new NotCompiledException("The operator " + operator
                        + " can't be told to a state machine; use ==, !=, >, >=, <, <=, in and !in.");
        };
    }

    private String equal(String value, Token right) {
        if (right.function()) {
            return value + " = " + values.value(right.text());
        }
        if (right.quoted()) {
            return literally(value, right.text());
        }
        if (right.text().matches("null|true|false")) {
            return value + " = " + right.text();
        }
        throw new NotCompiledException("Camel compares a number with " + right.text()
                + " without its decimals; write it in quotes: '" + right.text() + "'.");
    }

    /** Camel takes a whole number and its text for the same. */
    private static String literally(String value, String text) {
        if (DECIMAL.matcher(text).matches()) {
            throw new NotCompiledException(
                    "Camel compares '" + text + "' with a number by its digits; compare decimals by >= and <=.");
        }
        return WHOLE.matcher(text).matches()
                ? "(" + value + " = " + text + " or " + value + " = " + Jsonata.text(text) + ")"
                : value + " = " + Jsonata.text(text);
    }

    private static String ordered(String value, String operator, Token right) {
        boolean number = right.quoted() && DECIMAL.matcher(right.text()).matches();
        if (right.function() || !right.quoted() || WHOLE.matcher(right.text()).matches()) {
            String shown = right.function() || !right.text().matches("-?\\d+(\\.\\d+)?") ? "0.85" : right.text();
            throw new NotCompiledException("Camel compares numbers by " + operator
                    + " without their decimals; compare with a number with decimals in quotes, such as '"
                    + (shown.contains(".") ? shown : shown + ".0") + "'.");
        }
        return number
                ? "$type(" + value + ") = 'number' and " + value + " " + operator + " " + right.text()
                : "$type(" + value + ") = 'string' and " + value + " " + operator + " " + Jsonata.text(right.text());
    }

    private static String among(String value, Token right) {
        if (!right.quoted()) {
            throw new NotCompiledException(
                    "The operator in needs a list of texts in quotes, such as 'success,rejected'.");
        }
        return Arrays.stream(right.text().split(","))
                .map(each -> literally(value, each))
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    private static NotCompiledException wrong(String simple) {
        return new NotCompiledException(
                "The predicate \"" + simple.strip() + "\" can't be told to a state machine; write"
                        + " comparisons such as ${body[status]} == 'done', with && or with || between them, not both.");
    }
}
