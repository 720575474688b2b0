package dev.dromedary.desk.testing;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.LogListener;

/**
 * What looks at the routes of cases as they run.
 *
 * @param log shows what they log
 * @param coverage notes which steps they reach
 */
record Watching(LogListener log, StepCoverage coverage) {

    /** Looks at a context whose routes are not loaded yet. */
    void watch(CamelContext context) {
        context.getCamelContextExtension().addLogListener(log);
        coverage.watch(context);
    }
}
