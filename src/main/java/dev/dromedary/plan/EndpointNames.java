package dev.dromedary.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The endpoints that a step names in its options or in the expression that it evaluates. */
final class EndpointNames {

    /** Their {@code uri} is a pattern that others' endpoints are held against, or what the route begins with. */
    private static final Set<String> PATTERNS = Set.of("interceptSendToEndpoint", "interceptFrom", "from");

    private static final Set<String> EXPRESSIONS = Set.of("constant", "simple");

    private EndpointNames() {}

    /**
     * Finds them.
     *
     * @param inExpression whether the step's expression says where messages go
     * @return URIs, placeholders unresolved; an expression that isn't a text becomes <code>${name of the language}</code>
     */
    static List<String> of(Step step, boolean inExpression) {
        List<String> names = new ArrayList<>();
        step.attributes().forEach((option, value) -> {
            boolean pattern = option.equals("uri") && PATTERNS.contains(step.name());
            // Not the switch dynamicUri.
            boolean endpoint = value.contains(":") || value.startsWith("{{") || value.startsWith("${");
            if ((option.equals("uri") || option.endsWith("Uri")) && endpoint && !pattern) {
                names.add(value);
            }
        });
        if (inExpression) {
            String delimiter = step.attributes()
                    .getOrDefault("uriDelimiter", step.attributes().getOrDefault("delimiter", ","));
            step.children().stream()
                    // The expression comes first; others are for grouping and the like.
                    .limit(1)
                    .forEach(expression -> names.addAll(expression(step, expression, delimiter)));
        }
        return names;
    }

    private static List<String> expression(Step step, Step expression, String delimiter) {
        if (!EXPRESSIONS.contains(expression.name())) {
            return List.of("${" + expression.name() + "}");
        }
        if (step.name().equals("enrich") || step.name().equals("pollEnrich") || delimiter.equals("false")) {
            return List.of(expression.text().strip());
        }
        return Arrays.stream(expression.text().split(Pattern.quote(delimiter)))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
