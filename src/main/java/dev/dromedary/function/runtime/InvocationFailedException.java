package dev.dromedary.function.runtime;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An invocation failed, so that Lambda repeats it, sends it to the on-failure destination and counts it for the alarms.
 * The message names each thing that failed; the exceptions behind them are the cause and the suppressed ones.
 */
public final class InvocationFailedException extends RuntimeException {

    InvocationFailedException(String routeId, List<Failure> failures) {
        super(
                routeId + " failed: " + failures.stream().map(Failure::sentence).collect(Collectors.joining("; ")),
                failures.get(0).exception());
        failures.stream().skip(1).forEach(failure -> addSuppressed(failure.exception()));
    }
}
