package dev.dromedary.desk.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.dromedary.function.ledger.JsonFault;
import dev.dromedary.plan.FindingsException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

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
        if (deepest instanceof AwsServiceException answer
                && answer.awsErrorDetails() != null
                && answer.awsErrorDetails().errorMessage() != null) {
            return answer.awsErrorDetails().errorMessage();
        }
        if (deepest instanceof ConnectException || deepest instanceof UnknownHostException) {
            return "Nothing answers (" + deepest.getMessage()
                    + "); look at the network, AWS_REGION and AWS_ENDPOINT_URL.";
        }
        if (deepest instanceof JsonProcessingException json) {
            return "A text should be JSON and is not (" + JsonFault.of(json) + ").";
        }
        String message = deepest.getMessage();
        if (message == null || message.isBlank()) {
            return "It failed with " + deepest.getClass().getSimpleName() + "; --verbose shows where.";
        }
        // The SDK lists the Java objects that it asked.
        if (deepest instanceof SdkClientException && message.startsWith("Unable to load region")) {
            return "There is no AWS region in the environment or a profile; set AWS_REGION, or name the folder of an"
                    + " embedded cloud with --data.";
        }
        if (deepest instanceof SdkClientException && message.startsWith("Unable to load credentials")) {
            return "There are no AWS credentials in the environment or a profile that can be used; sign in or set"
                    + " AWS_PROFILE, or name the folder of an embedded cloud with --data.";
        }
        return message.lines().findFirst().orElse(message);
    }
}
