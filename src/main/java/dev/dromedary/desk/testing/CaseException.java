package dev.dromedary.desk.testing;

/** A case can't be run as it is written; the message is one sentence for its author. */
final class CaseException extends RuntimeException {

    CaseException(String message) {
        super(message);
    }
}
