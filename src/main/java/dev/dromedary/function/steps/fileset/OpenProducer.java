package dev.dromedary.function.steps.fileset;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/**
 * {@code fileset:open}: the body becomes a list of the sets that have all their objects and are not done, as the run that
 * worked on them has died, and of those that wait for objects, unless people were told of that already.
 */
final class OpenProducer extends DefaultProducer {

    private final FilesetEndpoint endpoint;

    OpenProducer(FilesetEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) {
        Instant now = now(exchange);
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

    /** A retry of the same schedule looks at the same time. */
    private static Instant now(Exchange exchange) {
        String scheduled = exchange.getMessage().getHeader("scheduledTime", String.class);
        return scheduled == null ? Clock.systemUTC().instant() : Instant.parse(scheduled);
    }
}
