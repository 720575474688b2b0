package dev.dromedary.function.steps.fileset;

import dev.dromedary.function.ledger.Backoff;
import dev.dromedary.function.ledger.Claim;
import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.steps.StepEndpoint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * What the steps do. Each can be repeated.
 *
 * @param endpoint the step's options
 */
record FilesetSteps(FilesetEndpoint endpoint) {

    /** The exchange property with the set that is worked on, as {@link Fileset#view} shows it. */
    static final String FILESET = "fileset";

    /** The exchange property with the same as it was read. */
    static final String READ = "filesetRead";

    /** Notes that the object of a manifest has come, with one conditional write. */
    void arrive(Exchange exchange) {
        if (!(exchange.getMessage().getBody() instanceof Map<?, ?> manifest)) {
            throw new IllegalStateException(
                    endpoint.step() + " needs a manifest in the body; put it behind records:manifest");
        }
        Claim claim = endpoint.claim(exchange);
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

    /** Decides what of a set is to be worked on now, and as which revision. */
    void begin(Exchange exchange) {
        endpoint.claim(exchange);
        if (!(exchange.getMessage().getBody() instanceof Map<?, ?> set)) {
            throw new IllegalStateException(
                    endpoint.step() + " needs a set in the body; put it behind fileset:arrive or fileset:open");
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

    /** Notes that the work that fileset:begin has begun is done. */
    void complete(Exchange exchange) {
        Fileset set = exchange.getProperty(READ, Fileset.class);
        if (set == null) {
            throw new IllegalStateException(
                    endpoint.step() + " ends what fileset:begin has begun; put fileset:begin before it");
        }
        Claim claim = endpoint.claim(exchange);
        claim.renew();
        endpoint.filesetTable().complete(set, set.hash());
        claim.completeWithoutContent();
    }

    /**
     * The sets that have all their objects and are not done, as the run that worked on them has died, and those that wait
     * for objects, unless people were told of that already.
     */
    void open(Exchange exchange) {
        Instant now = StepEndpoint.scheduled(exchange);
        Instant undone = now.minusSeconds(endpoint.getUndoneFor());
        Instant waiting = now.minusSeconds(endpoint.getWaitingFor());
        List<Fileset> open =
                endpoint.filesetTable().open(endpoint.getIndex(), undone.isAfter(waiting) ? undone : waiting);
        exchange.getMessage()
                .setBody(open.stream()
                        .filter(set -> set.complete()
                                ? !since(set).isAfter(undone)
                                : !set.reported() && !since(set).isAfter(waiting))
                        .map(Fileset::view)
                        .toList());
    }

    private static Instant since(Fileset set) {
        return Instant.parse(set.text(Fileset.SINCE));
    }

    /** Notes that people were told that the set of the body waits. */
    void reported(Exchange exchange) {
        if (!(exchange.getMessage().getBody() instanceof Map<?, ?> set)
                || !(set.get(Fileset.ARRIVALS) instanceof Number arrivals)) {
            throw new IllegalStateException("fileset:reported needs a set in the body; put it behind fileset:open");
        }
        endpoint.filesetTable().reported(String.valueOf(set.get(Fileset.SET)), arrivals.longValue());
    }
}
