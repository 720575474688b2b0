package dev.dromedary.desk.cloud.bedrock;

import dev.dromedary.desk.cloud.ServiceErrors;
import java.net.SocketTimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.bedrockruntime.model.AccessDeniedException;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InternalServerException;
import software.amazon.awssdk.services.bedrockruntime.model.ServiceUnavailableException;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/**
 * What one call of a model comes to. Errors are those that the SDK's own client throws, at once and without waiting.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html#API_runtime_Converse_Errors">Errors
 *     of Converse</a>
 */
@FunctionalInterface
public interface ModelReply {

    /**
     * Answers a call.
     *
     * @param request what was asked
     * @return the answer
     * @throws software.amazon.awssdk.core.exception.SdkException for the errors
     */
    ConverseResponse to(ConverseRequest request);

    /**
     * A text, complete.
     *
     * @param text what the model says
     * @return a reply with the stop reason {@code end_turn} and tokens estimated as a quarter of the characters
     */
    static ModelReply text(String text) {
        return stopped(text, StopReason.END_TURN);
    }

    /**
     * A text and why it ends there.
     *
     * @param text what the model says
     * @param reason such as {@code MAX_TOKENS} for a text that is cut off
     * @return the reply
     */
    static ModelReply stopped(String text, StopReason reason) {
        return request -> {
            int asked = tokens(Stream.concat(
                            request.system().stream().map(block -> block.text()),
                            request.messages().stream()
                                    .flatMap(message -> message.content().stream())
                                    .map(ContentBlock::text))
                    .mapToLong(each -> each == null ? 0 : each.length())
                    .sum());
            int answered = tokens(text.length());
            return ConverseResponse.builder()
                    .output(output -> output.message(
                            message -> message.role(ConversationRole.ASSISTANT).content(ContentBlock.fromText(text))))
                    .stopReason(reason)
                    .usage(usage ->
                            usage.inputTokens(asked).outputTokens(answered).totalTokens(asked + answered))
                    .metrics(metrics -> metrics.latencyMs(1L))
                    .build();
        };
    }

    private static int tokens(long characters) {
        return Math.toIntExact((characters + 3) / 4);
    }

    /**
     * The guardrail stepped in: its own text in place of the model's.
     *
     * @return a reply with the stop reason {@code guardrail_intervened}
     */
    static ModelReply guardrail() {
        return stopped("Sorry, the model cannot answer this question.", StopReason.GUARDRAIL_INTERVENED);
    }

    /** Too many requests: status 429. */
    static ModelReply throttled() {
        return failing(() -> error(
                ThrottlingException.builder(),
                429,
                "ThrottlingException",
                "Too many requests, please wait before trying again."));
    }

    /**
     * The service is unwell.
     *
     * @param status 503 (it is not available), or any other for an internal error
     * @return the reply
     */
    static ModelReply serverError(int status) {
        return failing(() -> status == 503
                ? error(
                        ServiceUnavailableException.builder(),
                        status,
                        "ServiceUnavailableException",
                        "The service is not available at the moment.")
                : error(
                        InternalServerException.builder(),
                        status,
                        "InternalServerException",
                        "The system encountered an unexpected error during processing."));
    }

    /** The role or the account has no access to the model: status 403. */
    static ModelReply accessDenied() {
        return failing(() -> error(
                AccessDeniedException.builder(),
                403,
                "AccessDeniedException",
                "You don't have access to the model with the specified model ID."));
    }

    /** The request is wrong: status 400. */
    static ModelReply validationError() {
        return failing(() -> invalid("The provided model identifier is invalid."));
    }

    /**
     * Nothing came back in time.
     *
     * @return a reply that throws {@link SdkClientException}, caused by a {@link SocketTimeoutException}
     */
    static ModelReply readTimeout() {
        return failing(() -> SdkClientException.create(
                "Unable to execute HTTP request: Read timed out", new SocketTimeoutException("Read timed out")));
    }

    private static ModelReply failing(Supplier<? extends RuntimeException> failure) {
        return request -> {
            throw failure.get();
        };
    }

    private static AwsServiceException error(
            AwsServiceException.Builder builder, int status, String code, String message) {
        return ServiceErrors.of(builder, "BedrockRuntime", status, code, message);
    }

    /**
     * The exception for a request that is wrong.
     *
     * @param message what is wrong
     * @return a {@link ValidationException}
     */
    static AwsServiceException invalid(String message) {
        return error(ValidationException.builder(), 400, "ValidationException", message);
    }
}
