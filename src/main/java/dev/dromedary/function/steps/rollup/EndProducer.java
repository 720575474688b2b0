package dev.dromedary.function.steps.rollup;

import dev.dromedary.function.records.Defect;
import dev.dromedary.function.steps.Run;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** {@code rollup:end}: makes sure that all rows of an object were taken in. */
final class EndProducer extends DefaultProducer {

    private static final String STEP = "rollup:end";

    private final RollupEndpoint endpoint;

    EndProducer(RollupEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange, STEP);
        String table = endpoint.evaluate(endpoint.getTable(), exchange);
        if (run.defect().isPresent()) {
            Defect defect = run.defect().get();
            throw new IllegalStateException("The table " + table + " can't be joined: " + defect.message() + " ("
                    + defect.reason() + "); let only objects come to the rollup that were validated");
        }
        run.requireRead(STEP);
        // An object that is cut after its last row is not whole.
        run.hash();
        long taken = run.product(RollupRun.Input.class)
                .map(RollupRun.Input::rows)
                .orElseThrow(() -> new IllegalStateException(
                        "No batch has come to rollup:add; put it into the split over" + " the rows, before " + STEP));
        if (taken != run.rowsRead()) {
            throw new IllegalStateException("Rows read: " + run.rowsRead() + ", joined: " + taken
                    + ". Every batch of the split must pass rollup:add once, whole");
        }
        RollupRun.of(exchange, STEP).rollup().end(table);
        run.settle();
    }
}
