package dev.dromedary.plan.workflow;

import dev.dromedary.plan.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How often a call is tried again: by the {@code onException} for what may pass, of the error handling that holds for the route.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html">Errors in Step Functions</a>
 */
final class RetryRule {

    private static final int SECOND = 1000;

    private RetryRule() {}

    /**
     * The retriers of a call.
     *
     * @param around knows what holds for failures
     * @return none, if nothing is tried again
     */
    static List<Map<String, Object>> of(Around around) {
        List<Map<String, Object>> retriers = new ArrayList<>();
        for (Step configuration : around.configurations()) {
            for (Step handler : configuration.children()) {
                if (handler.name().equals("onException") && isForWhatMayPass(handler)) {
                    handler.child("redeliveryPolicy")
                            .map(policy -> retrier(policy, around))
                            .filter(retrier -> !retrier.isEmpty())
                            .ifPresent(retriers::add);
                }
            }
        }
        return retriers;
    }

    private static boolean isForWhatMayPass(Step handler) {
        return handler.child("onWhen")
                .flatMap(when -> when.child("language"))
                .filter(language -> language.attribute("language").equals("failure"))
                .map(language -> language.text().strip().startsWith("transient("))
                .orElse(false);
    }

    private static Map<String, Object> retrier(Step policy, Around around) {
        int attempts = (int) number(policy, around, "maximumRedeliveries", 0);
        Map<String, Object> retrier = new LinkedHashMap<>();
        if (attempts <= 0) {
            return retrier;
        }
        List<String> errors = new ArrayList<>(Errors.SERVICE);
        errors.addAll(Errors.FUNCTION);
        retrier.put("ErrorEquals", errors);
        retrier.put("IntervalSeconds", seconds(number(policy, around, "redeliveryDelay", SECOND)));
        retrier.put("MaxAttempts", attempts);
        boolean grows = flag(policy, "useExponentialBackOff");
        retrier.put("BackoffRate", grows ? number(policy, around, "backOffMultiplier", 2) : 1);
        if (grows) {
            retrier.put(
                    "MaxDelaySeconds", Math.max(2, seconds(number(policy, around, "maximumRedeliveryDelay", 60_000))));
        }
        if (flag(policy, "useCollisionAvoidance")) {
            retrier.put("JitterStrategy", "FULL");
        }
        return retrier;
    }

    /** Step Functions waits for whole seconds, and one at the least. */
    private static int seconds(double milliseconds) {
        return (int) Math.max(1, Math.ceil(milliseconds / SECOND));
    }

    private static boolean flag(Step policy, String name) {
        return Boolean.parseBoolean(policy.attribute(name));
    }

    private static double number(Step policy, Around around, String name, double otherwise) {
        String text = around.resolve(policy.attribute(name)).strip();
        return text.isEmpty() ? otherwise : Double.parseDouble(text);
    }
}
