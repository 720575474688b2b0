package dev.dromedary.desk.cloud;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How much is on its way to functions. Work that is begun before that which causes it ends is seen by all that wait, so
 * events and messages that cause each other are to be counted by one object.
 */
public final class Pending {
    private final Object monitor = new Object();
    private int count;

    /** One more is on its way. */
    public void begin() {
        synchronized (monitor) {
            count++;
        }
    }

    /** One is handled, or given up. */
    public void end() {
        synchronized (monitor) {
            count--;
            monitor.notifyAll();
        }
    }

    /** Whether nothing is on its way. */
    public boolean idle() {
        synchronized (monitor) {
            return count == 0;
        }
    }

    /** Waits until nothing is on its way; whether that was before the time was up. */
    public boolean awaitIdle(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        synchronized (monitor) {
            while (count > 0) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime() + 999_999);
                if (left <= 0) {
                    return false;
                }
                monitor.wait(left);
            }
            return true;
        }
    }
}
