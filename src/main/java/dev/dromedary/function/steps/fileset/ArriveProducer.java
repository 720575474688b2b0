package dev.dromedary.function.steps.fileset;

import dev.dromedary.function.ledger.Claim;
import dev.dromedary.function.ledger.LedgerProperties;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** {@code fileset:arrive}: notes that the object of a manifest has come, with one conditional write. Can be repeated. */
final class ArriveProducer extends DefaultProducer {

    private static final String STEP = "fileset:arrive";

    private final FilesetEndpoint endpoint;

    ArriveProducer(FilesetEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        for (String part : endpoint.partNames()) {
            if (Fileset.NAMES.contains(part)) {
                throw new IllegalArgumentException(
                        STEP + ": no part can be called \"" + part + "\", as the set has an attribute of that name");
            }
        }
    }

    @Override
    public void process(Exchange exchange) {
        if (!(exchange.getMessage().getBody() instanceof Map<?, ?> manifest)) {
            throw new IllegalStateException(STEP + " needs a manifest in the body; put it behind records:manifest");
        }
        Claim claim = Fileset.claim(exchange, STEP);
        String part = endpoint.evaluate(endpoint.getPart(), exchange);
        if (!endpoint.partNames().contains(part)) {
            throw new IllegalStateException(
                    "\"" + part + "\" is no part of the set; its parts are " + String.join(", ", endpoint.partNames()));
        }
        Optional<Fileset> set = endpoint.filesetTable()
                .arrive(
                        endpoint.evaluate(endpoint.getSet(), exchange),
                        part,
                        Fileset.entry(manifest, claim.version()),
                        claim.version(),
                        claim.firstClaimed());
        if (set.isEmpty()) {
            exchange.setProperty(LedgerProperties.OUTCOME, LedgerProperties.SUPERSEDED);
        }
        exchange.getMessage().setBody(set.map(Fileset::view).orElse(null));
    }
}
