package dev.dromedary.desk.cloud;

import dev.dromedary.function.runtime.sending.SendableRequests;
import software.amazon.awssdk.core.SdkClient;

/**
 * Clients of embedded services as routes get them: requests go through {@link SendableRequests}, as those of
 * the SDK's own clients do. The services behind are as strict as AWS.
 */
public final class SendableClient {

    private SendableClient() {}

    /**
     * A client whose requests are made sendable.
     *
     * @param type the interface of the service's client
     * @param service what is called
     */
    public static <T extends SdkClient> T of(Class<T> type, T service) {
        return ClientProxy.of(
                type, () -> service, (request, operation) -> operation.call(SendableRequests.sendable(request)));
    }
}
