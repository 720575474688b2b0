package dev.dromedary.function.steps.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;

/** A model that answers what it was told to, one reply a call, and keeps what it was asked. */
final class ScriptedModel implements BedrockRuntimeClient {

    final List<ConverseRequest> asked = new ArrayList<>();
    private final Deque<Object> replies = new ArrayDeque<>();

    ScriptedModel says(String... texts) {
        for (String text : texts) {
            replies.add(response(text, "end_turn"));
        }
        return this;
    }

    ScriptedModel stops(String reason, String text) {
        replies.add(response(text, reason));
        return this;
    }

    ScriptedModel fails(int status, String code, int times) {
        for (int i = 0; i < times; i++) {
            replies.add(BedrockRuntimeException.builder()
                    .statusCode(status)
                    .message(code)
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode(code)
                            .errorMessage(code)
                            .build())
                    .build());
        }
        return this;
    }

    ScriptedModel breaksOff() {
        replies.add(SdkClientException.create("unreachable", new java.net.SocketTimeoutException("timed out")));
        return this;
    }

    private static ConverseResponse response(String text, String reason) {
        return ConverseResponse.builder()
                .output(output -> output.message(
                        message -> message.role(ConversationRole.ASSISTANT).content(ContentBlock.fromText(text))))
                .stopReason(reason)
                .usage(usage -> usage.inputTokens(100).outputTokens(10).totalTokens(110))
                .build();
    }

    @Override
    public ConverseResponse converse(ConverseRequest request) {
        asked.add(request);
        Object reply = replies.size() > 1 ? replies.poll() : replies.peek();
        if (reply instanceof RuntimeException failure) {
            failure.fillInStackTrace();
            throw failure;
        }
        return (ConverseResponse) reply;
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // There is no connection.
    }
}
