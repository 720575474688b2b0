package dev.dromedary.function.steps;

import dev.dromedary.function.ledger.Claim;
import dev.dromedary.function.ledger.LedgerProperties;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** {@code records:superseded}: what was announced is no longer there, so nothing is completed. */
final class SupersededProducer extends DefaultProducer {

    SupersededProducer(RecordsEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public void process(Exchange exchange) {
        Claim claim = exchange.getProperty(LedgerProperties.CLAIM, Claim.class);
        if (claim != null) {
            claim.supersede();
        }
        exchange.setProperty(LedgerProperties.OUTCOME, LedgerProperties.SUPERSEDED);
    }
}
