package dev.dromedary.desk.cloud.sqs;

import dev.dromedary.desk.cloud.ServiceErrors;
import dev.dromedary.desk.cloud.Shown;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.InvalidMessageContentsException;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * Errors in SQS's own words.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html">Common errors</a>
 */
final class SqsErrors {
    private static final String SERVICE = "Sqs";
    private static final String PREFIX = "AWS.SimpleQueueService.";

    private SqsErrors() {}

    static AwsServiceException noSuchQueue() {
        return of(
                QueueDoesNotExistException.builder(),
                PREFIX + "NonExistentQueue",
                "The specified queue does not exist.");
    }

    static AwsServiceException exists(String attribute) {
        return of(
                QueueNameExistsException.builder(),
                "QueueAlreadyExists",
                "A queue already exists with the same name and a different value for attribute " + attribute);
    }

    static AwsServiceException missing(String parameter) {
        return of(
                SqsException.builder(),
                "MissingParameter",
                "The request must contain the parameter " + parameter + ".");
    }

    static AwsServiceException invalid(String parameter, Object value, String reason) {
        return invalid("Value " + Shown.of(String.valueOf(value)) + " for parameter " + parameter
                + " is invalid. Reason: " + reason);
    }

    static AwsServiceException invalid(String message) {
        return of(SqsException.builder(), "InvalidParameterValue", message);
    }

    static AwsServiceException contents() {
        return of(
                InvalidMessageContentsException.builder(),
                "InvalidMessageContents",
                "Invalid binary character was found in the message body, the set of allowed characters is #x9 | #xA |"
                        + " #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF");
    }

    static AwsServiceException receiptHandle() {
        return of(
                ReceiptHandleIsInvalidException.builder(),
                "ReceiptHandleIsInvalid",
                "The input receipt handle is invalid.");
    }

    static AwsServiceException notInFlight() {
        return of(
                MessageNotInflightException.builder(),
                PREFIX + "MessageNotInflight",
                "The specified message isn't in flight.");
    }

    /** An error of a whole batch, such as {@code TooManyEntriesInBatchRequest}. */
    static AwsServiceException batch(AwsServiceException.Builder builder, String name, String message) {
        return of(builder, PREFIX + name, message);
    }

    private static AwsServiceException of(AwsServiceException.Builder builder, String code, String message) {
        return ServiceErrors.of(builder, SERVICE, 400, code, message);
    }
}
