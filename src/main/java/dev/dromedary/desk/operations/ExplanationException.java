package dev.dromedary.desk.operations;

import dev.dromedary.desk.cloud.Shown;

/** Something can't be explained; the message is one sentence. */
public final class ExplanationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ExplanationException(String sentence) {
        // Keys may hold line breaks.
        super(Shown.of(sentence));
    }
}
