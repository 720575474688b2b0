package dev.dromedary.steps;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Does something at a time, unless it is called off before. It has a thread of its own and keeps hold of nothing once it
 * is called off: a warm function makes one for each object, and a shared timer would keep each until its time.
 */
final class Watchdog {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "deadline");
        thread.setDaemon(true);
        return thread;
    });

    Watchdog(Instant time, Runnable work) {
        long milliseconds = Math.max(0, Duration.between(Instant.now(), time).toMillis());
        timer.schedule(work, milliseconds, TimeUnit.MILLISECONDS);
    }

    void callOff() {
        timer.shutdownNow();
    }
}
