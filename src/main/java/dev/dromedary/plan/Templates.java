package dev.dromedary.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.model.RouteDefinition;

/** Routes that were made from a template, with its parameters filled in. */
final class Templates {

    private Templates() {}

    static Step filled(Step step, RouteDefinition route) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (route.getTemplateDefaultParameters() != null) {
            parameters.putAll(route.getTemplateDefaultParameters());
        }
        if (route.getTemplateParameters() != null) {
            parameters.putAll(route.getTemplateParameters());
        }
        return parameters.isEmpty() ? step : filled(step, parameters);
    }

    private static Step filled(Step step, Map<String, Object> parameters) {
        Map<String, String> attributes = new LinkedHashMap<>();
        step.attributes().forEach((name, value) -> attributes.put(name, fill(value, parameters)));
        return new Step(
                step.name(),
                step.file(),
                step.line(),
                Map.copyOf(attributes),
                fill(step.text(), parameters),
                step.children().stream().map(child -> filled(child, parameters)).toList());
    }

    private static String fill(String text, Map<String, Object> parameters) {
        String filled = text;
        for (Map.Entry<String, Object> parameter : parameters.entrySet()) {
            filled = filled.replace("{{" + parameter.getKey() + "}}", String.valueOf(parameter.getValue()));
        }
        return filled;
    }
}
