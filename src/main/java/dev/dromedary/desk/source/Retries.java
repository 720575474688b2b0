package dev.dromedary.desk.source;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * When what failed is tried again: as Lambda does with asynchronous invocations, after one minute, then after two.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">How Lambda handles
 *     errors and retries with asynchronous invocation</a>
 */
final class Retries {

    private final int attempts;
    private final Map<String, Failed> failures = new HashMap<>();

    private record Failed(int times, Instant last) {}

    /** @param attempts how often something is tried again */
    Retries(int attempts) {
        this.attempts = attempts;
    }

    /** Whether it is time to try something, for the first time or again. */
    boolean due(String what, Instant now) {
        Failed failed = failures.get(what);
        return failed == null
                || failed.times() <= attempts && !now.isBefore(failed.last().plus(Duration.ofMinutes(failed.times())));
    }

    /** Notes a failure; returns whether it was the last. */
    boolean failed(String what, Instant now) {
        int times = failures.containsKey(what) ? failures.get(what).times() + 1 : 1;
        failures.put(what, new Failed(times, now));
        return times > attempts;
    }

    void succeeded(String what) {
        failures.remove(what);
    }
}
