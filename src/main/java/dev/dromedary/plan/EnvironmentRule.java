package dev.dromedary.plan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The environment of a function has its limit.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Quotas</a>
 */
final class EnvironmentRule implements Rule {

    /** 4 KB, less what Terraform's values for region, account and environment may add. */
    private static final int MOST_BYTES = 3800;

    @Override
    public List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (PlannedFunction function : subject.functions()) {
            int bytes = function.environment().entrySet().stream()
                    .mapToInt(each -> (each.getKey() + each.getValue()).getBytes(StandardCharsets.UTF_8).length)
                    .sum();
            if (bytes > MOST_BYTES) {
                findings.add(new Finding(
                        function.from().file(),
                        function.from().line(),
                        "The properties that the route reads make an environment of " + bytes
                                + " bytes, and a function has 4 KB; put long texts into templates."));
            }
        }
        return findings;
    }
}
