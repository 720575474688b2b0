package dev.dromedary.desk.cloud.eventbridge;

import dev.dromedary.desk.cloud.DeliveryFailure;
import dev.dromedary.desk.cloud.Pending;
import dev.dromedary.desk.cloud.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events on their way to the targets of rules: a queue and daemon threads that empty it. */
final class Deliveries implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private final Object monitor = new Object();
    private final DeliveryFailure failures;
    private final Pending pending;
    private final Workers workers;
    private boolean closed;

    Deliveries(int threads, DeliveryFailure failures, Pending pending) {
        this.failures = failures;
        this.pending = pending;
        this.workers = new Workers("embedded-eventbridge", threads);
    }

    /** One event for one rule. It counts as pending until its target is through, with all the events that it put. */
    private final class Delivery implements Runnable {
        private final String rule;
        private final String event;
        private final Consumer<String> target;

        Delivery(String rule, String event, Consumer<String> target) {
            this.rule = rule;
            this.event = event;
            this.target = target;
        }

        @Override
        public void run() {
            try {
                target.accept(event);
            } catch (Throwable e) {
                report(e);
            } finally {
                pending.end();
            }
        }

        void drop() {
            report(new IllegalStateException("The event bus was closed before the event was delivered."));
            pending.end();
        }

        private void report(Throwable cause) {
            try {
                failures.failed(rule, event, cause);
            } catch (RuntimeException e) {
                e.addSuppressed(cause);
                LOG.error("The failure of rule {} could not be reported", rule, e);
            }
        }
    }

    void submit(String rule, String event, Consumer<String> target) {
        Delivery delivery = new Delivery(rule, event, target);
        boolean accepted;
        pending.begin();
        synchronized (monitor) {
            accepted = !closed;
            if (accepted) {
                workers.execute(delivery);
            }
        }
        if (!accepted) {
            delivery.drop();
        }
    }

    /** Lets the deliveries that have begun end, for at most ten seconds; reports those that have not begun as failed. */
    @Override
    public void close() {
        List<Runnable> waiting = new ArrayList<>();
        synchronized (monitor) {
            closed = true;
            workers.drainTo(waiting);
        }
        waiting.forEach(each -> ((Delivery) each).drop());
        workers.close();
    }
}
