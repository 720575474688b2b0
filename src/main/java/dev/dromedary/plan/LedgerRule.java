package dev.dromedary.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The ledger has to remember longer than anything may be delivered again: twice the retention of queues and of the archives
 * of event buses, as a message that was kept may be sent back and be kept again.
 */
final class LedgerRule implements Rule {

    private static final String KEEP = "dromedary.ledger.keep-days";

    /** Of queues and dead letters, the most that SQS has, and of the archives of buses. */
    static final Duration LONGEST_RETENTION = Duration.ofDays(14);

    @Override
    public List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (PlannedFunction function : subject.functions()) {
            String days = function.ledgerDays();
            long least = 2 * LONGEST_RETENTION.toDays();
            if (!days.matches("\\d{1,6}") || Long.parseLong(days) < least) {
                findings.add(new Finding(
                        function.from().file(),
                        function.from().line(),
                        "The ledger forgets after " + days + " days, but queues and archives may deliver again what is "
                                + LONGEST_RETENTION.toDays() + " days old; set the property " + KEEP + " to at least "
                                + least + "."));
            }
        }
        return findings;
    }
}
