package dev.dromedary.desk.library;

/** A library can't be added; the message is one sentence for the user. */
public final class LibraryException extends RuntimeException {

    /** @param message one sentence for the user */
    public LibraryException(String message) {
        super(message);
    }
}
