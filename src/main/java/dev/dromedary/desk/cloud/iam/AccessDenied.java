package dev.dromedary.desk.cloud.iam;

import dev.dromedary.desk.cloud.ServiceErrors;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.bedrockruntime.model.AccessDeniedException;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.ses.model.SesException;
import software.amazon.awssdk.services.ses.model.SesRequest;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.SnsRequest;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * The answer to a call without permission, in each service's own words: services that speak JSON answer 400, others 403.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">DynamoDB</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3</a>
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">SNS</a>
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html">Bedrock</a>
 */
final class AccessDenied {

    private AccessDenied() {}

    static AwsServiceException exception(AwsRequest request, String message) {
        if (request instanceof S3Request) {
            return ServiceErrors.of(S3Exception.builder(), "S3", 403, "AccessDenied", message);
        }
        if (request instanceof DynamoDbRequest) {
            return ServiceErrors.of(DynamoDbException.builder(), "DynamoDb", 400, "AccessDeniedException", message);
        }
        if (request instanceof EventBridgeRequest) {
            return ServiceErrors.of(
                    EventBridgeException.builder(), "EventBridge", 400, "AccessDeniedException", message);
        }
        if (request instanceof SesRequest) {
            return ServiceErrors.of(SesException.builder(), "Ses", 403, "AccessDenied", message);
        }
        if (request instanceof SnsRequest) {
            return ServiceErrors.of(AuthorizationErrorException.builder(), "Sns", 403, "AuthorizationError", message);
        }
        if (request instanceof BedrockRuntimeRequest) {
            return ServiceErrors.of(
                    AccessDeniedException.builder(), "BedrockRuntime", 403, "AccessDeniedException", message);
        }
        return ServiceErrors.of(SqsException.builder(), "Sqs", 403, "AccessDenied", message);
    }
}
