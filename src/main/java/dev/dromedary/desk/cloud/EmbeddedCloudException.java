package dev.dromedary.desk.cloud;

/** Says in one sentence why the embedded cloud can't use its folder. */
public final class EmbeddedCloudException extends RuntimeException {
    /** @param message one sentence for the user */
    public EmbeddedCloudException(String message, Throwable cause) {
        super(message, cause);
    }
}
