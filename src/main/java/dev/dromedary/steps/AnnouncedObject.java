package dev.dromedary.steps;

import dev.dromedary.ledger.LedgerProperties;
import org.apache.camel.Exchange;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Tells whether the object that an event has announced is still there, for the {@code onWhen} of an {@code onException}. */
public final class AnnouncedObject {

    private static final int PRECONDITION_FAILED = 412;

    /**
     * Whether reading failed because the announced version is gone: a newer one is there, or none. The same answer to the
     * read of any other object is an ordinary failure.
     *
     * @param exchange the exchange that failed
     * @return true if {@code aws2-s3} was to get the object that started the exchange, and that version is not there
     */
    public boolean isGone(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, exchange.getException(), Throwable.class);
        String endpoint = exchange.getProperty(Exchange.TO_ENDPOINT, "", String.class);
        if (!(failure instanceof S3Exception answer) || !endpoint.contains("operation=getObject")) {
            return false;
        }
        Source read = Source.of(exchange);
        String announced = exchange.getProperty(LedgerProperties.LEDGER_ITEM, String.class);
        return (read.bucket() + "/" + read.key()).equals(announced)
                && (answer.statusCode() == PRECONDITION_FAILED || answer instanceof NoSuchKeyException);
    }
}
