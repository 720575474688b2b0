package dev.dromedary.cli;

import dev.dromedary.plan.FindingsException;
import java.nio.file.NoSuchFileException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Puts an exception into one sentence for a person. */
final class Sentence {

    private Sentence() {}

    static String of(Throwable failure) {
        if (failure instanceof FindingsException || failure instanceof UsageException) {
            return failure.getMessage();
        }
        Throwable deepest = failure;
        // Our own exceptions speak to the user; what lies below them, and Camel's around them, does not.
        while (deepest.getCause() != null && !deepest.getClass().getName().startsWith("dev.dromedary.")) {
            deepest = deepest.getCause();
        }
        if (deepest instanceof NoSuchFileException) {
            return "There is no file " + deepest.getMessage() + ".";
        }
        if (deepest instanceof AwsServiceException answer && answer.awsErrorDetails() != null) {
            return answer.awsErrorDetails().errorMessage();
        }
        String message = deepest.getMessage();
        if (message == null || message.isBlank()) {
            return "It failed with " + deepest.getClass().getSimpleName() + "; --verbose shows where.";
        }
        return message.lines().findFirst().orElse(message);
    }
}
