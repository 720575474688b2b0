package dev.dromedary.function.steps.rollup;

import dev.dromedary.function.records.Row;
import dev.dromedary.function.steps.DeadlineExceededException;
import dev.dromedary.function.steps.Rows;
import dev.dromedary.function.steps.Run;
import dev.dromedary.function.steps.UnrepeatableException;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import software.amazon.awssdk.core.exception.SdkException;

/** {@code rollup:add}: takes a batch into the rollup, once for each index of the split. */
final class AddProducer extends DefaultProducer {

    private static final String STEP = "rollup:add";

    private final RollupEndpoint endpoint;

    AddProducer(RollupEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) {
        Run run = Run.ofBatch(exchange, STEP);
        RollupRun rollup = RollupRun.of(exchange, STEP);
        List<Row> rows = Rows.of(exchange, STEP);
        RollupRun.Input input = run.product(RollupRun.Input.class).orElseGet(() -> begin(run));
        if (run.defect().isPresent()) {
            return;
        }
        DeadlineExceededException.check(exchange, "before joining");
        int index = Rows.index(exchange);
        if (input.order().isNew(index)) {
            String table = endpoint.evaluate(endpoint.getTable(), exchange);
            rollup.unmatched().add(table, rollup.rollup().add(table, rows));
            input.taken(rows.size());
            input.order().done(index);
        }
        try {
            rollup.unmatched().uploadFullParts();
        } catch (SdkException e) {
            throw new UnrepeatableException("The rows that belong to nothing can't be written", e);
        }
    }

    private static RollupRun.Input begin(Run run) {
        RollupRun.Input input = new RollupRun.Input();
        run.product(input);
        return input;
    }
}
