package dev.dromedary.function.steps;

import org.apache.camel.CamelContext;

/** Properties that are numbers. */
record Settings(CamelContext context) {

    /**
     * The value of a property.
     *
     * @throws IllegalArgumentException with one sentence if it is no positive whole number
     */
    long number(String property) {
        String value = context.resolvePropertyPlaceholders("{{" + property + "}}");
        if (!value.matches("[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException(
                    "The property " + property + " is \"" + value + "\"; it has to be a positive whole number");
        }
        return Long.parseLong(value);
    }
}
