package dev.dromedary.function.trigger.s3;

import dev.dromedary.function.runtime.Described;

/** The version of an object that was announced is no longer there: a newer one is, or it was deleted. */
public final class ObjectGoneException extends RuntimeException {

    /** The answer of S3 is a suppressed exception: as the cause, Camel's onException would look at it first. */
    ObjectGoneException(String bucket, String key, Exception answer) {
        super("The announced version of s3://" + bucket + "/" + Described.text(key)
                + " is no longer there: a newer one is, or it was deleted");
        addSuppressed(answer);
    }
}
