package dev.dromedary.desk.console;

/** A request that is not answered as it was asked; the message is one sentence for the person who asked. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    RefusedException(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    /** Nothing is there. */
    static RefusedException notFound(String sentence) {
        return new RefusedException(404, sentence);
    }

    int status() {
        return status;
    }
}
