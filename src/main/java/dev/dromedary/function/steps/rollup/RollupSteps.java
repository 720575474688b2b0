package dev.dromedary.function.steps.rollup;

import dev.dromedary.function.ledger.Claim;
import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.records.Defect;
import dev.dromedary.function.records.Rollup;
import dev.dromedary.function.records.RollupRules;
import dev.dromedary.function.records.Row;
import dev.dromedary.function.steps.DeadlineExceededException;
import dev.dromedary.function.steps.Rows;
import dev.dromedary.function.steps.Run;
import dev.dromedary.function.steps.UnrepeatableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What the steps behind {@code rollup:begin} do.
 *
 * @param endpoint the step's options
 */
record RollupSteps(RollupEndpoint endpoint) {

    /**
     * The exchange property with what belongs to nothing, a list of maps with {@code table}, {@code rows} (of the table),
     * {@code counts} by reason, {@code examples} and {@code key} of the object that has all of them; empty if there is nothing.
     */
    static final String UNMATCHED = "unmatched";

    /** {@code rollup:add}: takes a batch into the rollup, once for each index of the split. */
    void add(Exchange exchange) {
        Run run = Run.ofBatch(exchange, endpoint.step());
        RollupRun rollup = RollupRun.of(exchange, endpoint.step());
        List<Row> rows = Rows.of(exchange, endpoint.step());
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

    /** {@code rollup:end}: makes sure that all rows of an object were taken in. */
    void end(Exchange exchange) {
        Run run = Run.of(exchange, endpoint.step());
        String table = endpoint.evaluate(endpoint.getTable(), exchange);
        if (run.defect().isPresent()) {
            Defect defect = run.defect().get();
            throw new IllegalStateException("The table " + table + " can't be joined: " + defect.message() + " ("
                    + defect.reason() + "); let only objects come to the rollup that were validated");
        }
        run.requireRead(endpoint.step());
        // An object that is cut after its last row is not whole.
        run.hash();
        long taken = run.product(RollupRun.Input.class)
                .map(RollupRun.Input::rows)
                .orElseThrow(
                        () -> new IllegalStateException("No batch has come to rollup:add; put it into the split over"
                                + " the rows, before " + endpoint.step()));
        if (taken != run.rowsRead()) {
            throw new IllegalStateException("Rows read: " + run.rowsRead() + ", joined: " + taken
                    + ". Every batch of the split must pass rollup:add once, whole");
        }
        RollupRun.of(exchange, endpoint.step()).rollup().end(table);
        run.settle();
    }

    /**
     * {@code rollup:results}: the body becomes an {@link Iterable} of maps, one for each row of the first table. The object with
     * the rows that belong to nothing becomes visible. Can be repeated.
     */
    void results(Exchange exchange) {
        RollupRun run = RollupRun.of(exchange, endpoint.step());
        Rollup rollup = run.rollup();
        Iterable<Map<String, Object>> results = rollup.results();
        Claim claim = exchange.getProperty(LedgerProperties.CLAIM, Claim.class);
        if (claim != null) {
            // From here on, what is visible changes: the claim has to be ours still.
            claim.renew();
        }
        run.unmatched().complete();
        exchange.setProperty(UNMATCHED, unmatched(run));
        exchange.getMessage().setBody(results);
    }

    private static List<Map<String, Object>> unmatched(RollupRun run) {
        List<Map<String, Object>> unmatched = new ArrayList<>();
        for (RollupRules.Table table : run.rollup().rules().tables()) {
            Map<String, Long> counts = run.rollup().unmatched().get(table.name());
            if (counts != null) {
                Map<String, Object> each = new LinkedHashMap<>();
                each.put("table", table.name());
                each.put("rows", run.rollup().rows(table.name()));
                each.put("counts", new TreeMap<>(counts));
                each.put("examples", run.unmatched().examples(table.name()));
                each.put("key", run.unmatched().key());
                unmatched.add(each);
            }
        }
        return unmatched;
    }
}
