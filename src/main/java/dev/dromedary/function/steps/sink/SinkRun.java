package dev.dromedary.function.steps.sink;

import dev.dromedary.function.ledger.Backoff;
import dev.dromedary.function.ledger.Claim;
import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.records.Row;
import dev.dromedary.function.steps.SinkCounts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Exchange;

/** A sink in one run: batches go to it one after the other. */
final class SinkRun<T> {

    private final Sink<T> sink;
    private final SinkCounts counts;
    private final Progress progress;
    private final boolean ordered;
    private Delivery<T> delivery;
    private boolean begun;

    SinkRun(Sink<T> sink, SinkCounts counts, Progress progress, boolean ordered) {
        this.sink = sink;
        this.counts = counts;
        this.progress = progress;
        this.ordered = ordered;
    }

    /** Sends a batch, once for each index of the split; a repeated step sends what had not arrived. */
    void send(Exchange exchange, int index, List<Row> rows, ExecutorService threads) throws InterruptedException {
        if (!counts.isNew(index)) {
            return;
        }
        if (delivery == null || !delivery.isOf(index)) {
            delivery = Delivery.of(sink, counts.target(), index, rows, progress.arrived());
        }
        if (!delivery.isDone()) {
            begin(exchange);
            Instant deadline = exchange.getProperty(LedgerProperties.DEADLINE, Instant.class);
            try {
                delivery.send(ordered, threads, () -> Backoff.until(deadline));
            } catch (RuntimeException e) {
                keep(e);
                throw e;
            }
            progress.reach(delivery.arrived(progress.arrived()));
        }
        counts.add(index, rows, delivery.replaced());
        delivery = null;
    }

    /** What is about to leave can't be taken back: the claim has to be ours still. */
    private void begin(Exchange exchange) {
        if (!begun) {
            Optional.ofNullable(exchange.getProperty(LedgerProperties.CLAIM, Claim.class))
                    .ifPresent(Claim::renew);
            begun = true;
        }
    }

    /** So that the next attempt does not send again what has arrived before the failure. */
    private void keep(RuntimeException failure) {
        try {
            progress.reach(delivery.arrived(progress.arrived()));
        } catch (RuntimeException e) {
            // The failure that led here is the one to report.
            failure.addSuppressed(e);
        }
    }
}
