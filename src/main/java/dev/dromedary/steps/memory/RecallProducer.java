package dev.dromedary.steps.memory;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** {@code ledger:recall}: the body becomes what an attempt at the same work has remembered, or null. */
final class RecallProducer extends DefaultProducer {

    private final LedgerEndpoint endpoint;

    RecallProducer(LedgerEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) {
        String key = Remembered.key(exchange, endpoint);
        exchange.getMessage()
                .setBody(Remembered.claim(exchange, endpoint)
                        .remembered(endpoint.getName())
                        .map(text -> Remembered.read(key, text))
                        .orElse(null));
    }
}
