package dev.dromedary.ledger;

/**
 * The claim that this run worked under is no longer its own, or could not be renewed before its lease ended: another attempt may
 * be at work. The invocation fails; delivered again, the thing is found done, running or free.
 */
public final class ClaimLostException extends RuntimeException {

    private final String id;

    ClaimLostException(String id, Throwable cause) {
        super("The claim of \"" + LogText.escape(id) + "\" is no longer held by this run.", cause);
        this.id = id;
    }

    /** The ledger id whose claim is lost. */
    public String id() {
        return id;
    }
}
