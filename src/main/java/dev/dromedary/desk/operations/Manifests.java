package dev.dromedary.desk.operations;

import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.UnexpectedEventException;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Reads the documents that say what became of objects. */
record Manifests(S3Client s3) {

    /** The manifest of an object, if its route has written one about this key. */
    Optional<Map<String, Object>> of(Candidate candidate) {
        return candidate
                .route()
                .manifest()
                .map(place -> place.named(candidate.arrival().name()))
                .flatMap(place -> read(place.bucket(), place.key()))
                .filter(manifest -> candidate.object().key().equals(manifest.get("source_key")));
    }

    Optional<Map<String, Object>> read(String bucket, String key) {
        try {
            return Optional.of(JsonDocument.parse(
                    s3.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                            .asUtf8String()));
        } catch (NoSuchKeyException | NoSuchBucketException | UnexpectedEventException e) {
            // Not there, or not a manifest.
            return Optional.empty();
        }
    }
}
