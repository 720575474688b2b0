package dev.dromedary.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the parameters of a route template into its steps. What is no parameter is a property, and stays as it is.
 *
 * @see <a href="https://camel.apache.org/manual/route-template.html">Route templates</a>
 */
final class TemplateParameters {

    /** An option that is left out where its parameter has no value. */
    private static final Pattern OPTIONAL = Pattern.compile("([?&])([^?&={}]+)=(?:RAW\\()?\\{\\{\\?([^{}:]+)}}\\)?");

    private TemplateParameters() {}

    /** The same step with its parameters filled in. */
    static Step fill(Step step, Map<String, Object> parameters) {
        Map<String, String> attributes = new LinkedHashMap<>();
        step.attributes().forEach((name, value) -> attributes.put(name, fill(value, parameters)));
        return new Step(
                step.name(),
                step.file(),
                step.line(),
                Map.copyOf(attributes),
                fill(step.text(), parameters),
                step.children().stream().map(child -> fill(child, parameters)).toList());
    }

    private static String fill(String text, Map<String, Object> parameters) {
        String filled = OPTIONAL.matcher(text)
                .replaceAll(option -> Matcher.quoteReplacement(
                        parameters.containsKey(option.group(3)) ? option.group() : option.group(1)));
        // What stands before and behind what is left out.
        filled = filled.equals(text)
                ? text
                : filled.replaceAll("([?&])&+", "$1")
                        .replaceAll("([?&])&+", "$1")
                        .replaceAll("[?&]+$", "");
        for (Map.Entry<String, Object> parameter : parameters.entrySet()) {
            filled = filled.replaceAll(
                    "\\{\\{\\??" + Pattern.quote(parameter.getKey()) + "(:[^{}]*)?}}",
                    Matcher.quoteReplacement(String.valueOf(parameter.getValue())));
        }
        return filled;
    }
}
