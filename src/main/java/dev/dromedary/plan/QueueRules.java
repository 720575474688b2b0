package dev.dromedary.plan;

import dev.dromedary.function.runtime.LambdaEndpoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Queues that start functions: a message has to stay hidden while Lambda may still work on it, and to be tried often enough
 * that throttling doesn't send it to the dead letters.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">Configuring a queue</a>
 */
final class QueueRules implements Rule {

    private static final int LEAST_RECEIVES = 5;

    @Override
    public List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (PlannedFunction function : subject.functions()) {
            if (function.kind().equals("queue")) {
                check(subject, function, findings);
            }
        }
        return findings;
    }

    private static void check(Subject subject, PlannedFunction function, List<Finding> findings) {
        LambdaEndpoint endpoint = function.endpoint();
        int least = least(endpoint);
        if (visibility(function) < least) {
            findings.add(subject.at(
                    function,
                    "visibilityTimeout",
                    "Messages stay hidden for " + visibility(function)
                            + " seconds; set visibilityTimeout to at least six times the timeout and the batch window, "
                            + least + ", or leave it out."));
        }
        if (endpoint.getMaxReceiveCount() < LEAST_RECEIVES) {
            findings.add(subject.at(
                    function,
                    "maxReceiveCount",
                    "A message goes to the dead letters after " + endpoint.getMaxReceiveCount()
                            + " tries, and throttling counts as one; set maxReceiveCount to at least "
                            + LEAST_RECEIVES + "."));
        }
        if (endpoint.getReservedConcurrency() != null && endpoint.getMaximumConcurrency() == null) {
            findings.add(subject.at(
                    function,
                    "reservedConcurrency",
                    "With reservedConcurrency alone Lambda takes more messages than it may work on and throttles them"
                            + " towards the dead letters; set maximumConcurrency."));
        }
    }

    /** Seconds for which a message stays hidden. */
    static int visibility(PlannedFunction function) {
        LambdaEndpoint endpoint = function.endpoint();
        return endpoint.getVisibilityTimeout() != null && function.kind().equals("queue")
                ? endpoint.getVisibilityTimeout()
                : least(endpoint);
    }

    private static int least(LambdaEndpoint endpoint) {
        return 6 * endpoint.getTimeout() + endpoint.getBatchWindow();
    }
}
