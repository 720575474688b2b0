package dev.dromedary.function.steps.fileset;

import dev.dromedary.function.ledger.Backoff;
import dev.dromedary.function.ledger.LedgerProperties;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** {@code fileset:begin}: decides what of a set is to be worked on now, and as which revision. Can be repeated. */
final class BeginProducer extends DefaultProducer {

    /** The exchange property with the set that is worked on, as {@link Fileset#view} shows it. */
    static final String FILESET = "fileset";

    /** The exchange property with the same as it was read. */
    static final String READ = "filesetRead";

    private static final String STEP = "fileset:begin";
    private final FilesetEndpoint endpoint;

    BeginProducer(FilesetEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) {
        Fileset.claim(exchange, STEP);
        if (!(exchange.getMessage().getBody() instanceof Map<?, ?> set)) {
            throw new IllegalStateException(
                    STEP + " needs a set in the body; put it behind fileset:arrive or fileset:open");
        }
        Optional<Fileset> begun = begin(
                String.valueOf(set.get(Fileset.SET)),
                Backoff.until(exchange.getProperty(LedgerProperties.DEADLINE, Instant.class)));
        if (begun.isEmpty()) {
            exchange.setProperty(LedgerProperties.OUTCOME, "unchanged");
            exchange.getMessage().setBody(null);
            return;
        }
        Map<String, Object> view = begun.get().view();
        exchange.setProperty(READ, begun.get());
        exchange.setProperty(FILESET, view);
        exchange.getMessage().setBody(view);
    }

    /** Objects may come while the set is looked at, and then it is looked at again. */
    private Optional<Fileset> begin(String name, Backoff backoff) {
        FilesetTable table = endpoint.filesetTable();
        do {
            Fileset set = table.read(name)
                    .orElseThrow(() -> new IllegalStateException("There is no set " + name + " in the table "
                            + endpoint.getTable() + "; it was removed while work on it began"));
            if (!set.complete()) {
                return Optional.empty();
            }
            String hash = set.hash();
            // Another revision that was begun and not done may have had effects; these files then take them back.
            if (hash.equals(set.text(Fileset.DONE_HASH)) && hash.equals(set.text(Fileset.REVISION_HASH))) {
                table.complete(set, hash);
                return Optional.empty();
            }
            Optional<Fileset> revised = table.revise(set, hash);
            if (revised.isPresent()) {
                return revised;
            }
        } while (backoff.pause());
        throw new IllegalStateException("Objects of the set " + name + " come faster than work on it can begin");
    }
}
