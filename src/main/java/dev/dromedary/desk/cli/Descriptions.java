package dev.dromedary.desk.cli;

import dev.dromedary.function.runtime.JsonDocument;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Says what one route did with one thing.
 *
 * @param s3 where its objects are
 * @param uploaded {@code bucket/key} of what was uploaded
 */
record Descriptions(S3Client s3, List<String> uploaded) {

    private static final String KEY = "_key";

    /**
     * Describes an outcome.
     *
     * @param route id of the route
     * @param outcome what its function told
     * @return the manifest that the route wrote; without one {@code route_id}, {@code status}, {@code correlation_id} and
     *     what else was told, but of the entries that end in {@code _key} only those whose object is in {@code bucket}
     */
    Map<String, Object> describe(String route, Map<String, Object> outcome) {
        String correlationId = outcome.get("correlation_id").toString();
        List<String> buckets = buckets(outcome, correlationId);
        if (outcome.get("manifest_key") instanceof String key && present(buckets, key)) {
            Map<String, Object> manifest = manifest(bucketOf(buckets, key), key);
            // A later route may name the manifest that it works on.
            if (route.equals(manifest.get("route_id"))) {
                return manifest;
            }
        }
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("route_id", route);
        told.put("status", outcome.get("outcome"));
        told.put("correlation_id", correlationId);
        outcome.forEach((name, value) -> {
            if (!name.endsWith(KEY) && !name.equals("outcome")) {
                told.putIfAbsent(name, value);
            } else if (value instanceof String key && name.endsWith(KEY) && present(buckets, key)) {
                told.putIfAbsent("bucket", bucketOf(buckets, key));
                told.put(name, key);
            }
        });
        return told;
    }

    /** Where a key may be: in the bucket that is named, or in that of the first cause, else anywhere. */
    private List<String> buckets(Map<String, Object> outcome, String correlationId) {
        if (outcome.get("bucket") instanceof String bucket) {
            return List.of(bucket);
        }
        List<String> own = uploaded.stream()
                .filter(correlationId::startsWith)
                .map(object -> object.substring(0, object.indexOf('/')))
                .limit(1)
                .toList();
        return own.isEmpty()
                ? s3.listBuckets().buckets().stream().map(Bucket::name).toList()
                : own;
    }

    private boolean present(List<String> buckets, String key) {
        return bucketOf(buckets, key) != null;
    }

    private String bucketOf(List<String> buckets, String key) {
        return buckets.stream()
                .filter(bucket -> exists(bucket, key))
                .findFirst()
                .orElse(null);
    }

    private boolean exists(String bucket, String key) {
        try {
            s3.headObject(request -> request.bucket(bucket).key(key));
            return true;
        } catch (S3Exception e) {
            return false;
        }
    }

    private Map<String, Object> manifest(String bucket, String key) {
        byte[] manifest = s3.getObject(
                        request -> request.bucket(bucket).key(key), ResponseTransformer.<GetObjectResponse>toBytes())
                .asByteArray();
        return JsonDocument.parse(new String(manifest, StandardCharsets.UTF_8));
    }
}
