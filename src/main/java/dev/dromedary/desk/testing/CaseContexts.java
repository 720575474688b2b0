package dev.dromedary.desk.testing;

import dev.dromedary.plan.RememberedClassPath;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.LogListener;

/**
 * What the contexts of all cases share.
 *
 * @param log shows what routes log
 * @param coverage notes which steps they reach
 * @param classPath what one has looked for need not be looked for by the next
 */
record CaseContexts(LogListener log, StepCoverage coverage, RememberedClassPath classPath) {

    /** For cases that have run none yet. */
    static CaseContexts showing(LogListener log) {
        return new CaseContexts(log, new StepCoverage(), new RememberedClassPath());
    }

    /** Prepares a context whose routes are not loaded yet. */
    void prepare(CamelContext context) {
        classPath.install(context);
        context.getCamelContextExtension().addLogListener(log);
        coverage.watch(context);
    }
}
