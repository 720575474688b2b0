package dev.dromedary.function.steps;

import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.ledger.ObjectGoneException;
import org.apache.camel.Exchange;
import org.apache.camel.util.ObjectHelper;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Tells whether the object that an event has announced is still there, for the {@code onWhen} of an {@code onException}: the bean {@code announcedObject}. */
public final class AnnouncedObject {

    /**
     * The exchange property with the bucket and key, {@code bucket/key}, of another object that is read on the condition of the
     * ETag that an earlier event has recorded: if it is gone, a newer version has an event of its own, too.
     */
    static final String RECORDED = "recordedObject";

    private static final int PRECONDITION_FAILED = 412;

    private static boolean isNoSuchKey(S3Exception answer) {
        // A missing bucket is a 404, too, and no reason to pass over the object.
        return answer.awsErrorDetails() != null
                && "NoSuchKey".equals(answer.awsErrorDetails().errorCode());
    }

    /**
     * Whether reading failed because the announced version is gone: a newer one is there, or none. The same answer to the
     * read of any other object is an ordinary failure.
     *
     * @param exchange the exchange that failed
     * @return true if the body was to be read, or {@code aws2-s3} was to get the object that started the exchange, or the
     *     recorded one, and that version is not there
     */
    public boolean isGone(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, exchange.getException(), Throwable.class);
        if (ObjectHelper.getException(ObjectGoneException.class, failure) != null) {
            return true;
        }
        String endpoint = exchange.getProperty(Exchange.TO_ENDPOINT, "", String.class);
        if (!(failure instanceof S3Exception answer) || !endpoint.contains("operation=getObject")) {
            return false;
        }
        String announced = exchange.getProperty(LedgerProperties.ANNOUNCED_OBJECT, String.class);
        String recorded = exchange.getProperty(RECORDED, String.class);
        // Nothing else of it, as an exception from here would be lost: Camel waits for ever after one from a doCatch's
        // onWhen.
        String object = Source.name(exchange);
        return (object.equals(announced) || object.equals(recorded))
                && (answer.statusCode() == PRECONDITION_FAILED || isNoSuchKey(answer));
    }
}
