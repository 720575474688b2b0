package dev.dromedary.function.steps;

import dev.dromedary.function.ledger.Claim;
import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.records.Row;
import java.util.List;
import org.apache.camel.Exchange;

/**
 * What the steps do that a batch goes through.
 *
 * @param endpoint the step's options
 */
record RowSteps(RecordsEndpoint endpoint) {

    /** {@code records:validate}: the first rule that a row of the batch breaks becomes its reason. */
    void validate(Exchange exchange) {
        Run run = Run.ofBatch(exchange, endpoint.step());
        if (run.defect().isPresent()) {
            return;
        }
        List<Row> rows = Rows.of(exchange, endpoint.step());
        run.validator().validate(rows);
        for (String column : run.discarded()) {
            for (Row row : rows) {
                row.remove(column);
            }
        }
        run.counts().addValidated(Rows.index(exchange), rows.size());
    }

    /** {@code records:superseded}: what was announced is no longer there, so nothing is completed. */
    void superseded(Exchange exchange) {
        Claim claim = exchange.getProperty(LedgerProperties.CLAIM, Claim.class);
        if (claim != null) {
            claim.supersede();
        }
        exchange.setProperty(LedgerProperties.OUTCOME, LedgerProperties.SUPERSEDED);
    }
}
