package dev.dromedary.desk.cloud.s3;

import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Uploading an object in parts. */
final class MultipartOperations {
    private MultipartOperations() {}

    static CreateMultipartUploadResponse create(Bucket bucket, CreateMultipartUploadRequest request) {
        String key = ObjectKeys.checked(request.key());
        MultipartUpload upload = bucket.uploads().create(key, RequestHeaders.of(request), request.checksumAlgorithm());
        return CreateMultipartUploadResponse.builder()
                .bucket(bucket.name())
                .key(key)
                .uploadId(upload.id())
                .checksumAlgorithm(request.checksumAlgorithm())
                .build();
    }

    static UploadPartResponse upload(Bucket bucket, UploadPartRequest request, RequestBody body) {
        BodyChecksum checksum = BodyChecksum.of(request);
        MultipartUpload.Part part = bucket.uploads()
                .add(request.uploadId(), request.key(), request.partNumber(), body, request.contentLength(), checksum);
        UploadPartResponse.Builder response = UploadPartResponse.builder().eTag(quoted(part));
        switch (checksum.algorithm()) {
            case CRC32 -> response.checksumCRC32(part.checksum());
            case CRC32_C -> response.checksumCRC32C(part.checksum());
            case SHA1 -> response.checksumSHA1(part.checksum());
            default -> response.checksumSHA256(part.checksum());
        }
        return response.build();
    }

    static CompleteMultipartUploadResponse complete(Bucket bucket, CompleteMultipartUploadRequest request) {
        List<CompletedPart> parts = request.multipartUpload() == null
                ? List.of()
                : request.multipartUpload().parts();
        WriteCondition condition = new WriteCondition(request.ifMatch(), request.ifNoneMatch());
        StoredVersion version = bucket.uploads().complete(request.uploadId(), request.key(), parts, condition);
        return CompleteMultipartUploadResponse.builder()
                .bucket(bucket.name())
                .key(version.key())
                .eTag(version.quotedEtag())
                .versionId(version.visibleVersionId())
                .build();
    }

    static AbortMultipartUploadResponse abort(Bucket bucket, AbortMultipartUploadRequest request) {
        bucket.uploads().abort(request.uploadId(), request.key());
        return AbortMultipartUploadResponse.builder().build();
    }

    /** All parts in one page, at most 10,000, where S3 answers at most 1,000. */
    static ListPartsResponse parts(Bucket bucket, ListPartsRequest request) {
        MultipartUpload upload = bucket.uploads().find(request.uploadId(), request.key());
        int after = request.partNumberMarker() == null ? 0 : request.partNumberMarker();
        return ListPartsResponse.builder()
                .bucket(bucket.name())
                .key(upload.key())
                .uploadId(upload.id())
                .isTruncated(false)
                .parts(upload.parts().stream()
                        .filter(part -> part.number() > after)
                        .map(part -> Part.builder()
                                .partNumber(part.number())
                                .eTag(quoted(part))
                                .size(part.size())
                                .lastModified(part.modified())
                                .build())
                        .toList())
                .build();
    }

    /** All uploads in one page, where S3 answers at most 1,000. */
    static ListMultipartUploadsResponse list(Bucket bucket, ListMultipartUploadsRequest request) {
        String prefix = request.prefix() == null ? "" : request.prefix();
        return ListMultipartUploadsResponse.builder()
                .bucket(bucket.name())
                .prefix(request.prefix())
                .isTruncated(false)
                .uploads(bucket.uploads().all().stream()
                        .filter(upload -> upload.key().startsWith(prefix))
                        .map(upload -> software.amazon.awssdk.services.s3.model.MultipartUpload.builder()
                                .key(upload.key())
                                .uploadId(upload.id())
                                .initiated(upload.initiated())
                                .build())
                        .toList())
                .build();
    }

    private static String quoted(MultipartUpload.Part part) {
        return '"' + part.etag() + '"';
    }
}
