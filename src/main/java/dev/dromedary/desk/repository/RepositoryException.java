package dev.dromedary.desk.repository;

/** Something about a repository of one's own can't be; the message is one sentence for the user. */
public final class RepositoryException extends RuntimeException {

    /** @param message one sentence for the user */
    public RepositoryException(String message) {
        super(message);
    }
}
