package dev.dromedary.function.steps.fileset;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** {@code fileset:reported}: notes that people were told that the set of the body waits. Can be repeated. */
final class ReportedProducer extends DefaultProducer {

    private final FilesetEndpoint endpoint;

    ReportedProducer(FilesetEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) {
        if (!(exchange.getMessage().getBody() instanceof Map<?, ?> set)
                || !(set.get(Fileset.ARRIVALS) instanceof Number arrivals)) {
            throw new IllegalStateException("fileset:reported needs a set in the body; put it behind fileset:open");
        }
        endpoint.filesetTable().reported(String.valueOf(set.get(Fileset.SET)), arrivals.longValue());
    }
}
