package dev.dromedary.function.ledger;

/**
 * The claim that this run worked under is no longer its own, or could not be renewed before its lease ended: another attempt may
 * be at work. The invocation fails; delivered again, the thing is found done, running or free.
 */
public final class ClaimLostException extends RuntimeException {

    private final String id;

    /**
     * Makes one. What went wrong is a suppressed exception and not the cause, because Camel's {@code onException} looks at causes
     * first: a clause that repeats what may pass would get hold of it.
     */
    ClaimLostException(String id, Throwable reason) {
        super("The claim of \"" + LogText.escape(id) + "\" is no longer held by this run.");
        this.id = id;
        if (reason != null) {
            addSuppressed(reason);
        }
    }

    /** The ledger id whose claim is lost. */
    public String id() {
        return id;
    }
}
