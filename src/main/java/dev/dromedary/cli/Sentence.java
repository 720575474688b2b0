package dev.dromedary.cli;

import dev.dromedary.plan.FindingsException;
import java.nio.file.NoSuchFileException;

/** Puts an exception into one sentence for a person. */
final class Sentence {

    private Sentence() {}

    static String of(Throwable failure) {
        if (failure instanceof FindingsException || failure instanceof UsageException) {
            return failure.getMessage();
        }
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        if (deepest instanceof NoSuchFileException) {
            return "There is no file " + deepest.getMessage() + ".";
        }
        String message = deepest.getMessage();
        if (message == null || message.isBlank()) {
            return "It failed with " + deepest.getClass().getSimpleName() + "; --verbose shows where.";
        }
        return message.lines().findFirst().orElse(message);
    }
}
