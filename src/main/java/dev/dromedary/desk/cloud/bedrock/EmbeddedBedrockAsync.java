package dev.dromedary.desk.cloud.bedrock;

import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/** The client that Camel's Bedrock component asks for but uses for streams only. Every operation is unsupported. */
public final class EmbeddedBedrockAsync implements BedrockRuntimeAsyncClient {

    /** Opens nothing. */
    public EmbeddedBedrockAsync() {
        // Nothing to open.
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Holds nothing open.
    }
}
