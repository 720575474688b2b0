package dev.dromedary.function.steps;

import dev.dromedary.function.ledger.HeldClaims;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Calls that wait for AWS rather than for the processor, some at the same time, under the claims and in the log context of the
 * thread that makes them.
 */
public final class Calls {

    private Calls() {}

    /**
     * Makes a call for each of a list and waits for all, so that none goes on after a failure was told.
     *
     * @throws RuntimeException the first failure, with the others suppressed
     */
    public static <T> void each(ExecutorService threads, List<T> list, Consumer<T> call) throws InterruptedException {
        if (list.size() == 1) {
            call.accept(list.get(0));
            return;
        }
        List<Future<?>> running = new ArrayList<>();
        for (T each : list) {
            running.add(threads.submit(HeldClaims.carry(() -> call.accept(each))));
        }
        RuntimeException failure = null;
        for (Future<?> each : running) {
            try {
                each.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RuntimeException cause)) {
                    throw new IllegalStateException("A call failed", e);
                }
                if (failure == null) {
                    failure = cause;
                } else if (failure != cause) {
                    failure.addSuppressed(cause);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
