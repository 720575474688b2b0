package dev.dromedary.desk.testing;

import java.net.SocketTimeoutException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.firehose.model.FirehoseException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.ses.model.SesException;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * What a call comes to that a test lets fail: what the SDK throws after its own retries.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html">Retry behavior</a>
 */
enum Answer {
    DENIED(403, "AccessDenied"),
    THROTTLED(400, "ThrottlingException"),
    UNAVAILABLE(503, "ServiceUnavailable"),
    INTERNAL(500, "InternalError"),
    /** It had no effect, and no answer came. */
    TIMEOUT(0, ""),
    /** It took effect, but no answer came. */
    LOST_REPLY(0, ""),
    /** Some of its entries took effect, and the answer says so. */
    PARTLY(0, "");

    private final int status;
    private final String code;

    Answer(int status, String code) {
        this.status = status;
        this.code = code;
    }

    /** As test files write it. */
    static Answer of(String text) {
        return valueOf(text.toUpperCase(java.util.Locale.ROOT).replace(' ', '_'));
    }

    SdkException exception(String service) {
        if (status == 0) {
            return SdkClientException.create(
                    "Unable to execute HTTP request: Read timed out", new SocketTimeoutException("Read timed out"));
        }
        return builder(service)
                .message(code + " by the test")
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName(service)
                        .errorCode(code)
                        .errorMessage(code + " by the test")
                        .sdkHttpResponse(
                                SdkHttpResponse.builder().statusCode(status).build())
                        .build())
                .build();
    }

    private static AwsServiceException.Builder builder(String service) {
        return switch (service) {
            case "s3" -> S3Exception.builder();
            case "dynamodb" -> DynamoDbException.builder();
            case "eventbridge" -> EventBridgeException.builder();
            case "ses" -> SesException.builder();
            case "sns" -> SnsException.builder();
            case "sqs" -> SqsException.builder();
            case "kinesis" -> KinesisException.builder();
            case "lambda" -> LambdaException.builder();
            case "sfn" -> SfnException.builder();
            case "firehose" -> FirehoseException.builder();
            case "athena" -> AthenaException.builder();
            default -> BedrockRuntimeException.builder();
        };
    }
}
