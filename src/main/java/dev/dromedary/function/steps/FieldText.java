package dev.dromedary.function.steps;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;

/**
 * One of the fields that {@link BodyFields} describes.
 *
 * @param text as it is written, without the question mark
 * @param name what it is called, or {@code *}
 * @param path the way to an entry of the body; empty for the whole body, or if the value comes from elsewhere
 * @param expression the value, or null
 * @param constant the value, or null
 * @param optional whether it is left out where there is none
 */
public record FieldText(
        String text, String name, List<String> path, Expression expression, Object constant, boolean optional) {

    private static final String ALL = "*";
    private static final String NULL = "null";
    private static final Pattern NAME = Pattern.compile("[^\\s,='\"?*{}$.]+");
    private static final Pattern PATH = Pattern.compile(NAME + "(\\." + NAME + ")*");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    /**
     * Reads all fields.
     *
     * @param context where expressions are evaluated; null if none will be
     */
    public static List<FieldText> all(CamelContext context, String step, String text) {
        List<FieldText> fields = new ArrayList<>();
        for (String part : parts(step, text)) {
            fields.add(one(context, step, part.strip()));
        }
        return fields;
    }

    /** Whether it stands for all entries. */
    public boolean isAll() {
        return name.equals(ALL);
    }

    /** Whether it is an entry of the body, or the body. */
    boolean isPath() {
        return !path.isEmpty() || isAll() && expression == null;
    }

    Object value(Exchange exchange) {
        return expression == null ? constant : expression.evaluate(exchange, Object.class);
    }

    private static FieldText one(CamelContext context, String step, String part) {
        boolean optional = part.endsWith("?");
        String text = optional ? part.substring(0, part.length() - 1).strip() : part;
        int equals = text.indexOf('=');
        String name = (equals < 0 ? text : text.substring(0, equals)).strip();
        String value = equals < 0 ? name : text.substring(equals + 1).strip();
        boolean whole = value.equals(ALL) && name.equals(ALL);
        if (equals < 0 && PATH.matcher(name).matches()) {
            name = name.substring(name.lastIndexOf('.') + 1);
        }
        if (!name.equals(ALL) && !NAME.matcher(name).matches()) {
            throw wrong(step, part);
        }
        if (value.contains("${")) {
            return new FieldText(text, name, List.of(), expression(context, unquoted(value)), null, optional);
        }
        if (whole) {
            return new FieldText(text, name, List.of(), null, null, optional);
        }
        if (equals >= 0 && !name.equals(ALL)) {
            if (isQuoted(value)) {
                return new FieldText(text, name, List.of(), null, unquoted(value), false);
            }
            if (value.equals(NULL)
                    || value.matches("true|false")
                    || NUMBER.matcher(value).matches()) {
                return new FieldText(text, name, List.of(), null, literal(value), false);
            }
        }
        if (!PATH.matcher(value).matches()) {
            throw wrong(step, part);
        }
        return new FieldText(text, name, List.of(value.split("\\.")), null, null, optional);
    }

    private static Object literal(String value) {
        if (value.equals(NULL)) {
            return null;
        }
        return NUMBER.matcher(value).matches() ? (Object) new BigDecimal(value) : Boolean.valueOf(value);
    }

    private static IllegalArgumentException wrong(String step, String part) {
        return new IllegalArgumentException(step + ": \"" + part + "\" is no field; write a name, name=path,"
                + " name='text' or name=${expression}, and a comma between fields");
    }

    private static Expression expression(CamelContext context, String text) {
        if (context == null) {
            return new NotEvaluated();
        }
        Expression expression = context.resolveLanguage("simple").createExpression(text);
        expression.init(context);
        return expression;
    }

    /** Stands for an expression where only names are asked for. */
    private static final class NotEvaluated implements Expression {

        @Override
        public <T> T evaluate(Exchange exchange, Class<T> type) {
            throw new IllegalStateException("Only the names of these fields are known");
        }
    }

    private static boolean isQuoted(String value) {
        return value.length() > 1
                && (value.charAt(0) == '\'' || value.charAt(0) == '"')
                && value.charAt(value.length() - 1) == value.charAt(0);
    }

    private static String unquoted(String value) {
        return isQuoted(value) ? value.substring(1, value.length() - 1) : value;
    }

    /** At commas outside of quotes and of expressions. */
    private static List<String> parts(String step, String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        char quote = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (depth > 0) {
                depth += each == '{' ? 1 : each == '}' ? -1 : 0;
            } else if (text.startsWith("${", i)) {
                depth = 1;
                i++;
            } else if (quote != 0) {
                quote = each == quote ? 0 : quote;
            } else if (each == '\'' || each == '"') {
                quote = each;
            } else if (each == ',') {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        if (depth > 0 || quote != 0) {
            throw new IllegalArgumentException(
                    step + ": the fields \"" + text + "\" end within " + (depth > 0 ? "an expression" : "a text"));
        }
        return parts;
    }
}
