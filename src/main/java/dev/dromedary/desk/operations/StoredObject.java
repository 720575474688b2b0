package dev.dromedary.desk.operations;

import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The current version of an object.
 *
 * @param bucket its bucket
 * @param key its key
 * @param etag without quotes
 * @param size bytes
 * @param modified when it was written
 */
public record StoredObject(String bucket, String key, String etag, long size, Instant modified) {

    static StoredObject of(String bucket, S3Object listed) {
        return new StoredObject(bucket, listed.key(), plain(listed.eTag()), listed.size(), listed.lastModified());
    }

    /** The current version, or none. */
    static Optional<StoredObject> find(S3Client s3, String bucket, String key) {
        try {
            HeadObjectResponse head =
                    s3.headObject(request -> request.bucket(bucket).key(key));
            return Optional.of(
                    new StoredObject(bucket, key, plain(head.eTag()), head.contentLength(), head.lastModified()));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    static String plain(String etag) {
        return etag == null ? "" : etag.replace("\"", "");
    }

    /** {@code bucket/key}. */
    public String name() {
        return bucket + "/" + key;
    }
}
