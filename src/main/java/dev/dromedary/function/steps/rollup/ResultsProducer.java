package dev.dromedary.function.steps.rollup;

import dev.dromedary.function.ledger.Claim;
import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.records.Rollup;
import dev.dromedary.function.records.RollupRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/**
 * {@code rollup:results}: the body becomes an {@link Iterable} of maps, one for each row of the first table. The object with
 * the rows that belong to nothing becomes visible. Can be repeated.
 */
final class ResultsProducer extends DefaultProducer {

    /**
     * The exchange property with what belongs to nothing, a list of maps with {@code table}, {@code rows} (of the table),
     * {@code counts} by reason, {@code examples} and {@code key} of the object that has all of them; empty if there is nothing.
     */
    static final String UNMATCHED = "unmatched";

    private static final String STEP = "rollup:results";

    ResultsProducer(RollupEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public void process(Exchange exchange) {
        RollupRun run = RollupRun.of(exchange, STEP);
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
