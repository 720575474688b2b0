package dev.dromedary.desk.cloud;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Daemon threads that hand events and messages to functions. */
public final class Workers implements AutoCloseable {
    private static final long GRACE_SECONDS = 10;

    private final ThreadPoolExecutor threads;

    /**
     * Threads that wait for work.
     *
     * @param name of the threads, which are numbered
     * @param count how many work at the same time
     */
    public Workers(String name, int count) {
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(count, count, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** How many work at the same time. */
    public int count() {
        return threads.getMaximumPoolSize();
    }

    /** @throws java.util.concurrent.RejectedExecutionException when this is closed */
    public void execute(Runnable task) {
        threads.execute(task);
    }

    /** Takes out the work that has not begun. */
    public void drainTo(List<Runnable> waiting) {
        threads.getQueue().drainTo(waiting);
    }

    /** Lets work that has begun end, for at most ten seconds. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
