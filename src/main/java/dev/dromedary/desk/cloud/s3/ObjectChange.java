package dev.dromedary.desk.cloud.s3;

import java.time.Instant;

/**
 * A completed write or delete of an S3 object.
 *
 * @param key plain, not URL-encoded
 * @param size in bytes; 0 for a delete
 * @param etag without quotes; of the deleted object where it is known, else empty
 * @param versionId of the new version or delete marker, or of the version that was deleted; null in an unversioned
 *     bucket
 * @param sequencer hexadecimal digits of equal length; the later change of a key has the greater one
 * @param reason the S3 operation: {@code PutObject}, {@code CompleteMultipartUpload}, {@code CopyObject},
 *     {@code DeleteObject} or {@code DeleteObjects}
 */
public record ObjectChange(
        String bucket,
        String key,
        long size,
        String etag,
        String versionId,
        String sequencer,
        Instant time,
        Type type,
        String reason) {

    /** What happened to the object. */
    public enum Type {
        /** There is a new object or version. */
        CREATED,
        /** An object or version is gone for good. */
        DELETED,
        /** A delete marker hides the object; its versions stay. */
        DELETE_MARKER_CREATED
    }

    static ObjectChange of(String bucket, StoredVersion version, String sequencer, Type type, String reason) {
        return new ObjectChange(
                bucket,
                version.key(),
                type == Type.CREATED ? version.size() : 0,
                version.etag(),
                version.visibleVersionId(),
                sequencer,
                type == Type.DELETED ? Instant.now() : version.modified(),
                type,
                reason);
    }
}
