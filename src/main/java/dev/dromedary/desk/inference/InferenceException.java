package dev.dromedary.desk.inference;

/** A file of which no schema can be guessed; the message is one sentence for the user. */
public final class InferenceException extends RuntimeException {

    InferenceException(String message) {
        super(message);
    }
}
