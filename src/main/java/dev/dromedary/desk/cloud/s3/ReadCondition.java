package dev.dromedary.desk.cloud.s3;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What must hold of an object for a read to be answered, after <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-reads.html">Conditional reads</a>. Each is
 * null for no condition. If-Match outranks If-Unmodified-Since, and If-None-Match outranks If-Modified-Since.
 */
record ReadCondition(String ifMatch, String ifNoneMatch, Instant ifModifiedSince, Instant ifUnmodifiedSince) {
    void check(StoredVersion version) {
        Instant modified = version.modified().truncatedTo(ChronoUnit.SECONDS);
        if (ifMatch != null) {
            if (!matches(ifMatch, version)) {
                throw S3Errors.preconditionFailed("If-Match");
            }
        } else if (ifUnmodifiedSince != null && modified.isAfter(ifUnmodifiedSince)) {
            throw S3Errors.preconditionFailed("If-Unmodified-Since");
        }
        if (ifNoneMatch != null) {
            if (matches(ifNoneMatch, version)) {
                throw S3Errors.notModified();
            }
        } else if (ifModifiedSince != null && !modified.isAfter(ifModifiedSince)) {
            throw S3Errors.notModified();
        }
    }

    /** Whether one of a comma-separated list of ETags, quoted or not, or {@code *}, names this version. */
    static boolean matches(String condition, StoredVersion version) {
        for (String each : condition.split(",")) {
            String etag = each.strip().replace("\"", "");
            if (etag.equals("*") || etag.equals(version.etag())) {
                return true;
            }
        }
        return false;
    }
}
