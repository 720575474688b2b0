package dev.dromedary.function.steps;

import dev.dromedary.function.ledger.Claim;
import dev.dromedary.function.ledger.LedgerProperties;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * {@code records:merge}: the manifests of all ranges of an object, or of several objects, become one, which becomes the body. Can be repeated: the same manifests
 * come to the same.
 */
final class MergeProducer implements Processor {

    private final RecordsEndpoint endpoint;

    MergeProducer(RecordsEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) {
        String prefix = endpoint.evaluate(endpoint.getPrefix(), exchange);
        List<Map<String, Object>> manifests = new ArrayList<>();
        for (Object part : parts(exchange)) {
            Object key = part instanceof Map<?, ?> map ? map.get("manifest_key") : null;
            if (!(key instanceof String named) || !named.startsWith(prefix)) {
                throw new IllegalStateException(
                        "records:merge needs a list of maps, each with the manifest_key of a"
                                + " range, which begins with its option prefix; let the split over the ranges group what they reply");
            }
            manifests.add(manifest(named));
        }
        String key = endpoint.evaluate(endpoint.getKey(), exchange);
        Map<String, Object> merged = new MergedManifest(manifests, endpoint.getOf())
                .document(
                        exchange.getProperty("correlationId", "", String.class),
                        endpoint.getBucket(),
                        key,
                        exchange.getFromRouteId());
        Optional.ofNullable(exchange.getProperty(LedgerProperties.CLAIM, Claim.class))
                .ifPresent(Claim::renew);
        byte[] json = JsonText.pretty(merged).getBytes(StandardCharsets.UTF_8);
        endpoint.client(S3Client.class)
                .putObject(
                        request -> request.bucket(endpoint.getBucket())
                                .key(key)
                                .contentType("application/json")
                                .metadata(Map.of(
                                        "correlation-id",
                                        Correlation.asMetadata(
                                                merged.get("correlation_id").toString()))),
                        RequestBody.fromBytes(json));
        exchange.setProperty(ManifestProducer.MANIFEST_KEY, key);
        exchange.setProperty(LedgerProperties.OUTCOME, merged.get(Manifest.STATUS));
        exchange.getMessage().setBody(merged);
    }

    private List<?> parts(Exchange exchange) {
        Object parts = endpoint.expression(endpoint.getParts()).evaluate(exchange, Object.class);
        if (parts instanceof List<?> list && !list.isEmpty()) {
            return list;
        }
        throw new IllegalStateException("records:merge: the option parts, " + endpoint.getParts()
                + ", comes to no list; let the split over the ranges group what they reply");
    }

    private Map<String, Object> manifest(String key) {
        String text = endpoint.client(S3Client.class)
                .getObjectAsBytes(get -> get.bucket(endpoint.getBucket()).key(key))
                .asUtf8String();
        return JsonText.parse("The manifest of a range", text);
    }
}
