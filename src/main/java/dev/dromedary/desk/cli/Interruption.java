package dev.dromedary.desk.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets a run that would go on for ever come to an ordinary end at Ctrl-C: its functions and its cloud are closed. */
final class Interruption implements AutoCloseable {

    /** What closing takes, and more. */
    private static final int LONGEST_SECONDS = 20;

    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupt, "interruption");

    Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void interrupt() {
        interrupted.countDown();
        try {
            // The process ends when its hooks do.
            closed.await(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether Ctrl-C was pressed. */
    boolean asked() {
        return interrupted.getCount() == 0;
    }

    /** Waits for Ctrl-C, or until the thread is interrupted. */
    void await() {
        try {
            interrupted.await();
        } catch (InterruptedException e) {
            // Asked to end, which the caller does now.
            return;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The hook is at work.
            return;
        }
    }
}
