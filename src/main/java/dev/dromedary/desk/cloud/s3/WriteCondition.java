package dev.dromedary.desk.cloud.s3;

import java.util.Optional;

/**
 * What must hold of a key for a write to take effect, after <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Conditional writes</a>. Looked at
 * in the same breath as the write.
 *
 * @param ifMatch the ETag that the object must have, with or without quotes, or {@code *} for any; null for no condition
 * @param ifNoneMatch {@code *}: there must be no object; null for no condition
 */
record WriteCondition(String ifMatch, String ifNoneMatch) {
    static final WriteCondition NONE = new WriteCondition(null, null);

    WriteCondition {
        if (ifNoneMatch != null && !ifNoneMatch.equals("*")) {
            throw S3Errors.notImplemented("If-None-Match with anything but * on a write");
        }
    }

    /** @param current the object, empty where there is none or a delete marker hides it */
    void check(String key, Optional<StoredVersion> current) {
        if (ifNoneMatch != null && current.isPresent()) {
            throw S3Errors.preconditionFailed("If-None-Match");
        }
        if (ifMatch != null) {
            StoredVersion version = current.orElseThrow(() -> S3Errors.noSuchKey(key));
            if (!ReadCondition.matches(ifMatch, version)) {
                throw S3Errors.preconditionFailed("If-Match");
            }
        }
    }
}
