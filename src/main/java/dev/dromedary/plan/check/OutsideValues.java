package dev.dromedary.plan.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What comes with a message, as far as the text of the routes tells.
 *
 * @param fixed variables, exchange properties and headers that steps set to constants only
 * @param located variables that hold keys which {@code object:locate} has checked
 */
record OutsideValues(Set<String> fixed, Set<String> located) {

    /** Languages that read the message. What a method does is its author's. */
    private static final Set<String> READING =
            Set.of(("header exchangeProperty variable jsonpath jq xpath xquery groovy mvel ognl spel datasonnet "
                            + "tokenize xtokenize")
                    .split(" "));

    private static final Pattern FUNCTION = Pattern.compile(
            "\\$(?:simple)?\\{\\s*(header|headers|variable|variables|exchangeProperty|body|bodyAs|mandatoryBodyAs|in|out|headerAs"
                    + "|messageAs|originalBody|exchange|exception|attachment\\w*|jq|jsonpath|xpath)\\b[.:\\[(?]*'?([\\w.-]*)");

    /** The trigger has held them against its bucket, prefix and suffix. */
    private static final Set<String> ANNOUNCED =
            Set.of("header CamelAwsS3Key", "header CamelAwsS3BucketName", "exchangeProperty name");

    static OutsideValues of(List<Element> elements) {
        Map<String, Boolean> constant = new HashMap<>();
        Set<String> located = new HashSet<>();
        for (Element element : elements) {
            if (element.type().endsWith("Expression")) {
                Element step = step(element);
                kind(step)
                        .ifPresent(kind -> constant.merge(
                                kind + " " + step.text("name"),
                                element.name().equals("constant"),
                                Boolean::logicalAnd));
            }
        }
        for (EndpointText endpoint : EndpointText.all(elements)) {
            Optional<Value> variable = endpoint.element().option("variableReceive");
            boolean locates =
                    endpoint.scheme().equals("object") && endpoint.path().equals("locate");
            variable.map(Value::text).ifPresent(name -> {
                if (locates) {
                    located.add("variable " + name);
                }
                constant.merge("variable " + name, false, Boolean::logicalAnd);
            });
        }
        Set<String> fixed = new HashSet<>();
        constant.forEach((name, always) -> {
            if (always) {
                fixed.add(name);
            }
        });
        return new OutsideValues(fixed, located);
    }

    private static Optional<String> kind(Element step) {
        return switch (step.type()) {
            case "SetVariableDefinition" -> Optional.of("variable");
            case "SetPropertyDefinition" -> Optional.of("exchangeProperty");
            case "SetHeaderDefinition" -> Optional.of("header");
            default -> Optional.empty();
        };
    }

    /** The step whose expression it is. */
    static Element step(Element expression) {
        Element step = expression;
        while (step.parent() != null
                && (step.type().endsWith("Expression") || step.type().startsWith("Expression"))) {
            step = step.parent();
        }
        return step;
    }

    /** What is evaluated: an expression's text stands under a name of its own in some languages. */
    static Optional<Value> text(Element expression) {
        return expression.option("expression", true);
    }

    /** Whether an expression yields something that came with the message. */
    boolean isOutside(String language, String text) {
        if (READING.contains(language)) {
            return !fixed.contains(language + " " + text);
        }
        if (!language.equals("simple")) {
            return false;
        }
        Matcher function = FUNCTION.matcher(text);
        while (function.find()) {
            if (!fixed.contains(name(function))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the message can't name just anything by it: it begins with a fixed text, or is a name that was checked.
     */
    boolean isBounded(String language, String text) {
        if (!language.equals("simple")) {
            String whole = language + " " + text;
            return ANNOUNCED.contains(whole) || located.contains(whole);
        }
        Matcher function = FUNCTION.matcher(text);
        while (function.find()) {
            boolean checked = ANNOUNCED.contains(name(function)) || located.contains(name(function));
            boolean begins = text.substring(0, function.start())
                    .replaceAll("\\$\\{[^}]*}", "")
                    .isBlank();
            if (begins && !checked && !fixed.contains(name(function))) {
                return false;
            }
        }
        return true;
    }

    private static String name(Matcher function) {
        String kind = function.group(1).replaceFirst("^(header|variable)s$", "$1");
        return kind + " " + function.group(2);
    }
}
