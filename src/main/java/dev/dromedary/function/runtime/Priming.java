package dev.dromedary.function.runtime;

import dev.dromedary.function.runtime.Invocation.DeadlineMargin;
import java.time.Duration;
import org.apache.camel.model.CircuitBreakerDefinition;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinitionHelper;

/**
 * Lets a route handle the sample of its trigger before a snapshot, so that what the first event needs is loaded, and compiled, by then.
 * The services have to be closed: every call is answered on the spot, and nothing leaves the machine.
 *
 * @param function the route
 * @param margin of its deadline
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-best-practices.html">Best practices for SnapStart</a>
 */
record Priming(RouteFunction function, DeadlineMargin margin) {

    /** The first compiler takes a method that has run 200 times, or 2,000 with its loops; an event makes about ten calls. */
    private static final int ROUNDS = 50;

    /** A route may be slow, or wait. */
    private static final Duration LONGEST = Duration.ofSeconds(3);

    /**
     * Handles the sample once.
     *
     * @throws RuntimeException the route's failure; it may not like the stand-in answers, and has warmed up all the same
     */
    void once() {
        JsonLog.silently(() -> function.invoke(
                function.endpoint().sample(), Invocation.starting("priming", Duration.ofMinutes(1), margin)));
    }

    /** Handles the sample until most of what it runs is compiled; but once where that fails, or where failures are counted. */
    void repeatedly() {
        long start = System.nanoTime();
        int rounds = countsFailures() ? 1 : ROUNDS;
        try {
            for (int round = 0; round < rounds && System.nanoTime() - start < LONGEST.toNanos(); round++) {
                once();
            }
        } catch (RuntimeException e) {
            // What the first event needs is loaded, as far as the route got.
        }
    }

    /** A circuit breaker would go into the snapshot as open, if its calls like the stand-in answers so little. */
    private boolean countsFailures() {
        return function
                .context()
                .getCamelContextExtension()
                .getContextPlugin(Model.class)
                .getRouteDefinitions()
                .stream()
                .anyMatch(route -> !ProcessorDefinitionHelper.filterTypeInOutputs(
                                route.getOutputs(), CircuitBreakerDefinition.class)
                        .isEmpty());
    }
}
