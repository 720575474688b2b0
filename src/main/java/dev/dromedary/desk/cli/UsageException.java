package dev.dromedary.desk.cli;

/** The command line asks for something that can't be; the message is one sentence for the user. */
final class UsageException extends RuntimeException {

    UsageException(String message) {
        super(message);
    }
}
