package dev.dromedary.function.steps.memory;

import dev.dromedary.function.ledger.Claim;
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
        Claim claim = Remembered.claim(exchange, endpoint);
        String name = endpoint.getName();
        exchange.getMessage()
                .setBody((endpoint.isLasting() ? claim.rememberedLasting(name) : claim.remembered(name))
                        .map(text -> Remembered.read(key, text))
                        .orElse(null));
    }
}
