package dev.dromedary.desk.cloud.s3;

import dev.dromedary.desk.cloud.ServiceErrors;
import dev.dromedary.desk.cloud.Shown;
import java.io.IOException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Errors as the SDK's own client throws them: class, status and code after <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error responses</a>. All carry the HTTP
 * response, which callers such as Camel read without looking first.
 */
final class S3Errors {
    private S3Errors() {}

    static S3Exception noSuchBucket(String bucket) {
        return with(NoSuchBucketException.builder(), 404, "NoSuchBucket", "The bucket " + bucket + " does not exist.");
    }

    static S3Exception noSuchKey(String key) {
        return with(NoSuchKeyException.builder(), 404, "NoSuchKey", "The key " + Shown.of(key) + " does not exist.");
    }

    static S3Exception noSuchVersion(String key, String versionId) {
        return error(404, "NoSuchVersion", "The key " + Shown.of(key) + " has no version " + versionId + ".");
    }

    static S3Exception noSuchUpload(String uploadId) {
        return with(
                NoSuchUploadException.builder(),
                404,
                "NoSuchUpload",
                "The multipart upload " + uploadId + " does not exist; it may have been completed or aborted.");
    }

    static S3Exception bucketExists(String bucket) {
        return with(
                BucketAlreadyOwnedByYouException.builder(),
                409,
                "BucketAlreadyOwnedByYou",
                "The bucket " + bucket + " exists already.");
    }

    static S3Exception preconditionFailed(String condition) {
        return error(
                412,
                "PreconditionFailed",
                "At least one of the pre-conditions you specified did not hold: " + condition + ".");
    }

    static S3Exception notModified() {
        return error(304, "NotModified", "Not Modified");
    }

    static S3Exception invalidArgument(String message) {
        return error(400, "InvalidArgument", message);
    }

    static S3Exception notImplemented(String what) {
        return error(501, "NotImplemented", "The embedded S3 does not know " + what + ".");
    }

    static S3Exception error(int status, String code, String message) {
        return with(S3Exception.builder(), status, code, message);
    }

    /** For a disk that does not do what it should. */
    static SdkClientException broken(String what, IOException cause) {
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return SdkClientException.create("The embedded S3 could not " + what + ": " + reason, cause);
    }

    private static S3Exception with(S3Exception.Builder builder, int status, String code, String message) {
        return (S3Exception) ServiceErrors.of(builder, "S3", status, code, message);
    }
}
