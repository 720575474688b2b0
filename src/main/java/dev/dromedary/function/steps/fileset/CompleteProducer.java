package dev.dromedary.function.steps.fileset;

import dev.dromedary.function.ledger.Claim;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** {@code fileset:complete}: notes that the work that fileset:begin has begun is done. Can be repeated. */
final class CompleteProducer extends DefaultProducer {

    private static final String STEP = "fileset:complete";

    private final FilesetEndpoint endpoint;

    CompleteProducer(FilesetEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) {
        Fileset set = exchange.getProperty(BeginProducer.READ, Fileset.class);
        if (set == null) {
            throw new IllegalStateException(STEP + " ends what fileset:begin has begun; put fileset:begin before it");
        }
        Claim claim = Fileset.claim(exchange, STEP);
        claim.renew();
        endpoint.filesetTable().complete(set, set.hash());
        claim.completeWithoutContent();
    }
}
