package dev.dromedary.desk.cloud.s3;

import dev.dromedary.desk.cloud.KeyOrder;
import dev.dromedary.desk.cloud.Shown;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

/** The uploads of one bucket that are in progress. They end with the process: nobody could go on with them. */
final class MultipartUploads implements AutoCloseable {
    private static final int MOST_PARTS = 10_000;

    private final Map<String, MultipartUpload> uploads = new ConcurrentHashMap<>();
    private final Bucket bucket;

    MultipartUploads(Bucket bucket) {
        this.bucket = bucket;
    }

    CreateMultipartUploadResponse create(CreateMultipartUploadRequest request) {
        String key = ObjectKeys.checked(request.key());
        PartRules rules = new PartRules(request.checksumAlgorithm());
        MultipartUpload upload = new MultipartUpload(key, RequestHeaders.of(request), rules, bucket.files());
        uploads.put(upload.id(), upload);
        return CreateMultipartUploadResponse.builder()
                .bucket(bucket.name())
                .key(key)
                .uploadId(upload.id())
                .checksumAlgorithm(request.checksumAlgorithm())
                .build();
    }

    private MultipartUpload find(String uploadId, String key) {
        MultipartUpload upload = uploads.get(uploadId == null ? "" : uploadId);
        if (upload == null || !upload.key().equals(key)) {
            throw S3Errors.noSuchUpload(uploadId);
        }
        return upload;
    }

    UploadPartResponse add(UploadPartRequest request, RequestBody body) {
        BodyChecksum checksum = BodyChecksum.of(request);
        MultipartUpload upload = find(request.uploadId(), request.key());
        Integer number = request.partNumber();
        if (number == null || number < 1 || number > MOST_PARTS) {
            throw S3Errors.invalidArgument("Part number must be an integer between 1 and 10000, inclusive");
        }
        MultipartUpload.Part part;
        try {
            part = upload.add(number, body, request.contentLength(), checksum);
        } catch (IOException e) {
            throw S3Errors.broken("store part " + number + " of " + Shown.of(request.key()), e);
        }
        UploadPartResponse.Builder response = UploadPartResponse.builder().eTag(part.quotedEtag());
        switch (checksum.algorithm()) {
            case CRC32 -> response.checksumCRC32(part.checksum());
            case CRC32_C -> response.checksumCRC32C(part.checksum());
            case SHA1 -> response.checksumSHA1(part.checksum());
            default -> response.checksumSHA256(part.checksum());
        }
        return response.build();
    }

    /** Makes the object from the parts named. The upload stays open when this throws. */
    CompleteMultipartUploadResponse complete(CompleteMultipartUploadRequest request) {
        List<CompletedPart> parts = request.multipartUpload() == null
                ? List.of()
                : request.multipartUpload().parts();
        WriteCondition condition = new WriteCondition(request.ifMatch(), request.ifNoneMatch());
        MultipartUpload upload = find(request.uploadId(), request.key());
        String etag = Identifiers.random() + "-" + parts.size();
        Bucket.NewObject object =
                new Bucket.NewObject(upload.key(), upload.headers(), etag, condition, "CompleteMultipartUpload");
        StoredVersion version;
        try {
            version = upload.complete(parts, body -> bucket.publish(body, object));
        } catch (IOException e) {
            throw S3Errors.broken("complete the upload of " + Shown.of(upload.key()), e);
        }
        uploads.remove(upload.id());
        return CompleteMultipartUploadResponse.builder()
                .bucket(bucket.name())
                .key(version.key())
                .eTag(version.quotedEtag())
                .versionId(version.visibleVersionId())
                .build();
    }

    AbortMultipartUploadResponse abort(AbortMultipartUploadRequest request) {
        MultipartUpload upload = find(request.uploadId(), request.key());
        uploads.remove(upload.id());
        try {
            upload.discard();
        } catch (IOException e) {
            throw S3Errors.broken("abort the upload of " + Shown.of(upload.key()), e);
        }
        return AbortMultipartUploadResponse.builder().build();
    }

    /** All parts in one page, at most 10,000, where S3 answers at most 1,000. */
    ListPartsResponse parts(ListPartsRequest request) {
        MultipartUpload upload = find(request.uploadId(), request.key());
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
                                .eTag(part.quotedEtag())
                                .size(part.size())
                                .lastModified(part.modified())
                                .build())
                        .toList())
                .build();
    }

    /** All uploads in one page, where S3 answers at most 1,000: by key, then by the time they began. */
    ListMultipartUploadsResponse list(ListMultipartUploadsRequest request) {
        String prefix = request.prefix() == null ? "" : request.prefix();
        return ListMultipartUploadsResponse.builder()
                .bucket(bucket.name())
                .prefix(request.prefix())
                .isTruncated(false)
                .uploads(uploads.values().stream()
                        .filter(upload -> upload.key().startsWith(prefix))
                        .sorted(Comparator.comparing(MultipartUpload::key, new KeyOrder())
                                .thenComparing(MultipartUpload::initiated))
                        .map(upload -> software.amazon.awssdk.services.s3.model.MultipartUpload.builder()
                                .key(upload.key())
                                .uploadId(upload.id())
                                .initiated(upload.initiated())
                                .build())
                        .toList())
                .build();
    }

    @Override
    public void close() throws IOException {
        for (MultipartUpload upload : uploads.values()) {
            upload.discard();
        }
        uploads.clear();
    }
}
