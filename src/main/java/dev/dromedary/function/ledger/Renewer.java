package dev.dromedary.function.ledger;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Repeats a task beside the run, so that tests can do it by hand. */
@FunctionalInterface
interface Renewer {

    /** Starts to repeat the task after each period. */
    Renewing start(Duration period, Runnable task);

    /** A task that is being repeated. */
    @FunctionalInterface
    interface Renewing {

        /** Stops repeating. A turn that is under way ends by itself. */
        void stop();
    }

    /**
     * A daemon thread for each claim, made when the claim is: none exists in the init phase, whose state SnapStart clones. A
     * turn is not interrupted by the stop, which would break off a write halfway.
     */
    static Renewer thread() {
        return (period, task) -> {
            ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, turn -> {
                Thread thread = new Thread(turn, "ledger-renewal");
                thread.setDaemon(true);
                return thread;
            });
            executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
            executor.scheduleWithFixedDelay(task, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
            return executor::shutdown;
        };
    }
}
