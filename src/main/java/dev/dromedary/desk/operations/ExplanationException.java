package dev.dromedary.desk.operations;

/** Something can't be explained; the message is one sentence. */
public final class ExplanationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ExplanationException(String sentence) {
        super(sentence);
    }
}
