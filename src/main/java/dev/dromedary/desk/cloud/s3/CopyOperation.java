package dev.dromedary.desk.cloud.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Instant;
import java.util.function.Function;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Copying an object inside the embedded S3. */
final class CopyOperation {
    private CopyOperation() {}

    /** Where a copy comes from; {@code versionId} is null for the newest version. */
    private record Source(String bucket, String key, String versionId) {}

    static CopyObjectResponse copy(Function<String, Bucket> buckets, CopyObjectRequest request) {
        Source source = source(request);
        String key = ObjectKeys.checked(request.destinationKey());
        boolean replace = request.metadataDirective() == MetadataDirective.REPLACE;
        boolean itself = source.bucket().equals(request.destinationBucket())
                && source.key().equals(key)
                && source.versionId() == null;
        if (itself && !replace) {
            throw S3Errors.error(
                    400,
                    "InvalidRequest",
                    "This copy request is illegal because it is trying to copy an object to itself without changing"
                            + " the object's metadata.");
        }
        Bucket destination = buckets.apply(request.destinationBucket());
        ReadCondition condition = new ReadCondition(
                request.copySourceIfMatch(),
                request.copySourceIfNoneMatch(),
                request.copySourceIfModifiedSince(),
                request.copySourceIfUnmodifiedSince());
        Bucket.Opened opened = buckets.apply(source.bucket())
                .open(source.key(), source.versionId(), version -> checkSource(condition, version));
        ObjectHeaders headers =
                replace ? RequestHeaders.of(request) : opened.version().headers();
        WriteCondition write = new WriteCondition(request.ifMatch(), request.ifNoneMatch());
        Bucket.NewObject object = new Bucket.NewObject(key, headers, Identifiers.random(), write, "CopyObject");
        StoredVersion version = ObjectOperations.store(destination, object, staged -> {
            try (InputStream in = opened.stream()) {
                Files.copy(in, staged);
            }
        });
        return CopyObjectResponse.builder()
                .copyObjectResult(result -> result.eTag(version.quotedEtag()).lastModified(version.modified()))
                .versionId(version.visibleVersionId())
                .copySourceVersionId(opened.version().visibleVersionId())
                .build();
    }

    /** A range of an object becomes a part of an upload. */
    static UploadPartCopyResponse part(
            Function<String, Bucket> buckets, MultipartUploads uploads, UploadPartCopyRequest request) {
        if (request.sourceBucket() == null || request.sourceKey() == null) {
            throw S3Errors.invalidArgument("A copy needs the bucket and key of its source.");
        }
        ReadCondition condition = new ReadCondition(
                request.copySourceIfMatch(),
                request.copySourceIfNoneMatch(),
                request.copySourceIfModifiedSince(),
                request.copySourceIfUnmodifiedSince());
        Bucket.Opened opened = buckets.apply(request.sourceBucket())
                .open(request.sourceKey(), request.sourceVersionId(), version -> checkSource(condition, version));
        try (InputStream in = opened.stream()) {
            ByteRange range =
                    ByteRange.of(request.copySourceRange(), opened.version().size());
            UploadPartRequest part = UploadPartRequest.builder()
                    .bucket(request.destinationBucket())
                    .key(request.destinationKey())
                    .uploadId(request.uploadId())
                    .partNumber(request.partNumber())
                    .build();
            UploadPartResponse stored = uploads.add(
                    part, RequestBody.fromInputStream(new ByteRange.RangeStream(in, range), range.length()));
            return UploadPartCopyResponse.builder()
                    .copyPartResult(result -> result.eTag(stored.eTag()).lastModified(Instant.now()))
                    .copySourceVersionId(opened.version().visibleVersionId())
                    .build();
        } catch (IOException e) {
            throw S3Errors.broken("read the source of a copy", e);
        }
    }

    /** For a copy, each condition that does not hold is answered by 412. */
    private static void checkSource(ReadCondition condition, StoredVersion version) {
        try {
            condition.check(version);
        } catch (S3Exception e) {
            throw S3Errors.preconditionFailed("a condition on the source");
        }
    }

    private static Source source(CopyObjectRequest request) {
        if (request.sourceBucket() == null || request.sourceKey() == null) {
            throw S3Errors.invalidArgument("A copy needs the bucket and key of its source.");
        }
        return new Source(request.sourceBucket(), request.sourceKey(), request.sourceVersionId());
    }
}
