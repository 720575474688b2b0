package dev.dromedary.function.steps.rollup;

import dev.dromedary.function.records.Rollup;
import dev.dromedary.function.steps.BatchOrder;
import dev.dromedary.function.steps.Product;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import software.amazon.awssdk.core.exception.SdkException;

/** A rollup on its way through a route, bound to the exchange before the objects are read, so that each adds to it. */
final class RollupRun extends SynchronizationAdapter {

    private static final String PROPERTY = "rollup";

    private final Rollup rollup;
    private final UnmatchedRows unmatched;

    RollupRun(Rollup rollup, UnmatchedRows unmatched) {
        this.rollup = rollup;
        this.unmatched = unmatched;
    }

    /** One object's part in a rollup: every batch is taken in once. */
    static final class Input implements Product {

        private final BatchOrder order = new BatchOrder();
        private long rows;

        BatchOrder order() {
            return order;
        }

        void taken(int count) {
            rows += count;
        }

        long rows() {
            return rows;
        }

        @Override
        public String lastStep() {
            return "rollup:end";
        }

        @Override
        public void abort() {
            // What was read is in the rollup, which is not used then.
        }
    }

    static RollupRun of(Exchange exchange, String step) {
        RollupRun run = exchange.getProperty(PROPERTY, RollupRun.class);
        if (run == null) {
            throw new IllegalStateException(
                    step + " works on what rollup:begin has begun; put rollup:begin before the objects are read");
        }
        return run;
    }

    void bind(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
        exchange.getExchangeExtension().addOnCompletion(this);
    }

    @Override
    public void onDone(Exchange exchange) {
        try {
            unmatched.abort();
        } catch (SdkException e) {
            // A failure of the exchange is the one to report; otherwise nothing is lost but an open upload.
            if (exchange.getException() != null) {
                exchange.getException().addSuppressed(e);
            }
        }
    }

    Rollup rollup() {
        return rollup;
    }

    UnmatchedRows unmatched() {
        return unmatched;
    }
}
