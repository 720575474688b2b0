package dev.dromedary.function.steps.query;

import org.apache.camel.CamelContext;

/**
 * The memory of a function that an engine within it may use: what is left beside the JVM and what the engine takes beyond its own
 * limit. Below, DuckDB goes to the disk; above, Lambda would kill the function.
 */
final class MemoryShare {

    /** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
    private static final String MEMORY = "{{env:AWS_LAMBDA_FUNCTION_MEMORY_SIZE:1024}}";

    private static final String MARGIN = "{{dromedary.query.memory-margin}}";
    private static final int LEAST = 64;

    private MemoryShare() {}

    /** In MB. */
    static int of(CamelContext context) {
        int memory = Integer.parseInt(context.resolvePropertyPlaceholders(MEMORY));
        int margin = Integer.parseInt(context.resolvePropertyPlaceholders(MARGIN));
        return Math.max(LEAST, memory - margin);
    }
}
