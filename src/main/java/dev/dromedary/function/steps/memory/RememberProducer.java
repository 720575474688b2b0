package dev.dromedary.function.steps.memory;

import dev.dromedary.function.ledger.Claim;
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
        Object body = exchange.getMessage().getBody();
        String text = Remembered.write(Remembered.key(exchange, endpoint), body);
        Claim claim = Remembered.claim(exchange, endpoint);
        if (endpoint.isLasting()) {
            claim.rememberLasting(endpoint.getName(), body == null ? null : text);
        } else {
            claim.remember(endpoint.getName(), text);
        }
    }
}
