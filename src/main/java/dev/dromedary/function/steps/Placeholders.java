package dev.dromedary.function.steps;

import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;

/**
 * Values for what stands in double braces in a document. A property is its value; a secret is read when a run begins, never
 * when the route starts.
 *
 * @param endpoint the step that reads the document
 */
record Placeholders(StepEndpoint endpoint) {

    /** What the placeholders of secrets and parameters become, for Simple to read. */
    private static final String REFERENCE = "\\$\\{ref:(secret|parameter|setting):[^{}]+}";

    /** For when the route starts: a secret has a value that is none. */
    UnaryOperator<String> atStart() {
        return this::resolved;
    }

    /** For a run. */
    UnaryOperator<String> of(Exchange exchange) {
        return name -> {
            String value = resolved(name);
            return value.matches(REFERENCE) ? endpoint.evaluate(value, exchange) : value;
        };
    }

    private String resolved(String name) {
        try {
            return endpoint.getCamelContext().resolvePropertyPlaceholders("{{" + name + "}}");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has no value; set it in the pipeline's properties", e);
        }
    }
}
