package dev.dromedary.desk.source;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Round after round until it is closed; then what was begun is ended first, for as long as Camel's shutdown waits. */
final class PollingThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PollingThread.class);

    private final CountDownLatch ending = new CountDownLatch(1);
    private final String routeId;
    private final Poller round;
    private final Duration delay;
    private final Thread thread;

    private PollingThread(String routeId, Poller round, Duration delay) {
        this.routeId = routeId;
        this.round = round;
        this.delay = delay;
        this.thread = new Thread(this::work, "polling " + routeId);
        this.thread.setDaemon(true);
    }

    /**
     * Begins.
     *
     * @param delay after a round that found nothing, or failed
     */
    static PollingThread start(String routeId, Poller round, Duration delay) {
        PollingThread polling = new PollingThread(routeId, round, delay);
        polling.thread.start();
        return polling;
    }

    private void work() {
        String told = "";
        try {
            while (!ended()) {
                boolean found = false;
                try {
                    found = round.run(this::ended);
                    told = "";
                } catch (RuntimeException e) {
                    // A service that is away is told once, not every second.
                    if (!ended() && !told.equals(String.valueOf(e.getMessage()))) {
                        told = String.valueOf(e.getMessage());
                        LOG.warn("{}: can't look for work, and tries again: {}", routeId, told);
                    }
                }
                if (!found) {
                    ending.await(delay.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            // Asked to end, which it does now.
            LOG.debug("{}: interrupted", routeId);
        }
    }

    private boolean ended() {
        return ending.getCount() == 0;
    }

    @Override
    public void close() {
        ending.countDown();
        // A route may stop itself.
        if (Thread.currentThread() != thread) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                // Camel will wait no longer.
                thread.interrupt();
                Thread.currentThread().interrupt();
            }
        }
    }
}
