package dev.dromedary.steps.memory;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** {@code ledger:remember}: keeps the body (texts, numbers, lists, maps) until the work is done. Leaves it as it is. */
final class RememberProducer extends DefaultProducer {

    private final LedgerEndpoint endpoint;

    RememberProducer(LedgerEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) {
        String text = Remembered.write(
                Remembered.key(exchange, endpoint), exchange.getMessage().getBody());
        Remembered.claim(exchange, endpoint).remember(endpoint.getName(), text);
    }
}
