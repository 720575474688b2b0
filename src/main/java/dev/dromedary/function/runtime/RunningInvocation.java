package dev.dromedary.function.runtime;

import dev.dromedary.function.metrics.Measures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/**
 * What is known of an invocation while it runs; what became of all that did not fail, what failed and what was measured
 * grow.
 */
record RunningInvocation(
        FailurePolicy policy,
        Invocation invocation,
        List<Map<String, Object>> outcomes,
        List<Failure> failures,
        Measures measures) {

    static RunningInvocation of(FailurePolicy policy, Invocation invocation, Measures measures) {
        return new RunningInvocation(policy, invocation, new ArrayList<>(), new ArrayList<>(), measures);
    }

    /** Whether the rest of an item is still to be tried; there were so many failures before it. */
    boolean goesOn(int before) {
        return failures.size() == before || !policy.ordered();
    }

    /** Why an item failed, in one sentence. */
    String reasons(int before) {
        return failures.stream().skip(before).map(Failure::sentence).collect(Collectors.joining("; "));
    }

    /** Adds what an exchange has measured that the route is done with. */
    void measure(Exchange exchange) {
        Measures own = Measures.of(exchange);
        if (Outcome.nothingNew(exchange)) {
            own.skipDuplicate();
        }
        measures.add(own, exchange.getException() == null);
    }
}
