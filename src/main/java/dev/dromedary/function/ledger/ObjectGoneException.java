package dev.dromedary.function.ledger;

/** The version of an object that was announced is no longer there: a newer one is, or it was deleted. */
public final class ObjectGoneException extends RuntimeException {

    /**
     * Makes one. The answer of S3 is a suppressed exception: as the cause, Camel's {@code onException} would look at it
     * first.
     *
     * @param bucket the object's bucket
     * @param key the object's key
     * @param answer what S3 said
     */
    public ObjectGoneException(String bucket, String key, Exception answer) {
        super("The announced version of s3://" + bucket + "/" + LogText.escape(key)
                + " is no longer there: a newer one is, or it was deleted");
        addSuppressed(answer);
    }
}
