package dev.dromedary.function.steps.lineage;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * A catalogue that takes events where OpenLineage's own clients would send them, such as Marquez and DataHub.
 *
 * @param address where to
 * @param apiKey a bearer token; empty for none
 * @see <a href="https://openlineage.io/docs/client/java/partials/java_transport/">The HTTP transport of OpenLineage</a>
 */
record LineageEndpoint(URI address, Optional<String> apiKey) implements LineageDestination {

    @Override
    public String name() {
        return address.getHost();
    }

    @Override
    public SdkHttpRequest request(RunEvent event, byte[] json) {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(address)
                .putHeader("Content-Type", "application/json")
                .putHeader("Content-Length", String.valueOf(json.length));
        apiKey.ifPresent(key -> request.putHeader("Authorization", "Bearer " + key));
        return request.build();
    }
}
