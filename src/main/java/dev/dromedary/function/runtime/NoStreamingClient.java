package dev.dromedary.function.runtime;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;

/**
 * Stands where {@code aws-bedrock} insists on an asynchronous client, which it uses for its streaming operations only. A
 * real one would bring Netty: 3 MB, and threads that SnapStart can't clone. Every call fails; those that a route can ask
 * for say why.
 */
final class NoStreamingClient implements BedrockRuntimeAsyncClient {

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public CompletableFuture<Void> converseStream(
            ConverseStreamRequest request, ConverseStreamResponseHandler handler) {
        throw instead("converse");
    }

    @Override
    public CompletableFuture<Void> invokeModelWithResponseStream(
            InvokeModelWithResponseStreamRequest request, InvokeModelWithResponseStreamResponseHandler handler) {
        throw instead("invokeTextModel");
    }

    private static UnsupportedOperationException instead(String operation) {
        return new UnsupportedOperationException(
                "A function can't stream the answer of a model; use the operation " + operation + " of aws-bedrock");
    }

    @Override
    public void close() {
        // There is no connection.
    }
}
