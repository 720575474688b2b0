package dev.dromedary.plan;

import java.util.ArrayList;
import java.util.List;

/** A function without any concurrency never runs. */
final class ConcurrencyRule implements Rule {

    @Override
    public List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (PlannedFunction function : subject.functions()) {
            Integer reserved = function.endpoint().getReservedConcurrency();
            if (reserved != null && reserved < 1) {
                findings.add(subject.at(
                        function,
                        "reservedConcurrency",
                        "reservedConcurrency is " + reserved + ", so that the function never runs; set at least 1, or"
                                + " leave it out."));
            }
        }
        return findings;
    }
}
