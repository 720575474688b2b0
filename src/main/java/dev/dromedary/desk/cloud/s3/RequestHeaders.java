package dev.dromedary.desk.cloud.s3;

import dev.dromedary.desk.cloud.Shown;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** The headers of an object, between requests, storage and responses. */
final class RequestHeaders {
    /** In bytes, names and values together: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html */
    private static final int MOST_METADATA = 2 * 1024;

    private RequestHeaders() {}

    static ObjectHeaders of(PutObjectRequest request, RequestBody body) {
        String type = request.contentType() == null ? body.contentType() : request.contentType();
        return checked(new ObjectHeaders(
                type,
                request.contentEncoding(),
                request.contentDisposition(),
                request.contentLanguage(),
                request.cacheControl(),
                request.metadata()));
    }

    static ObjectHeaders of(CreateMultipartUploadRequest request) {
        return checked(new ObjectHeaders(
                request.contentType(),
                request.contentEncoding(),
                request.contentDisposition(),
                request.contentLanguage(),
                request.cacheControl(),
                request.metadata()));
    }

    static ObjectHeaders of(CopyObjectRequest request) {
        return checked(new ObjectHeaders(
                request.contentType(),
                request.contentEncoding(),
                request.contentDisposition(),
                request.contentLanguage(),
                request.cacheControl(),
                request.metadata()));
    }

    private static ObjectHeaders checked(ObjectHeaders headers) {
        int size = 0;
        for (Map.Entry<String, String> each : headers.metadata().entrySet()) {
            size += each.getKey().length() + each.getValue().length();
            if (!each.getValue().chars().allMatch(c -> c >= ' ' && c <= '~')) {
                // The SDK's HTTP clients refuse line breaks; of other characters the signature goes wrong.
                throw S3Errors.invalidArgument("The value of x-amz-meta-" + Shown.of(each.getKey()) + " is not ASCII: "
                        + Shown.of(each.getValue()));
            }
        }
        if (size > MOST_METADATA) {
            throw S3Errors.error(
                    400, "MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size");
        }
        return headers;
    }

    static GetObjectResponse get(StoredVersion version, ByteRange range) {
        ObjectHeaders headers = version.headers();
        return GetObjectResponse.builder()
                .acceptRanges("bytes")
                .contentLength(range.length())
                .contentRange(range.contentRange(version.size()))
                .eTag(version.quotedEtag())
                .versionId(version.visibleVersionId())
                .lastModified(version.modified())
                .contentType(headers.contentType())
                .contentEncoding(headers.contentEncoding())
                .contentDisposition(headers.contentDisposition())
                .contentLanguage(headers.contentLanguage())
                .cacheControl(headers.cacheControl())
                .metadata(headers.metadata())
                .build();
    }

    static HeadObjectResponse head(StoredVersion version, ByteRange range) {
        ObjectHeaders headers = version.headers();
        return HeadObjectResponse.builder()
                .acceptRanges("bytes")
                .contentLength(range.length())
                .contentRange(range.contentRange(version.size()))
                .eTag(version.quotedEtag())
                .versionId(version.visibleVersionId())
                .lastModified(version.modified())
                .contentType(headers.contentType())
                .contentEncoding(headers.contentEncoding())
                .contentDisposition(headers.contentDisposition())
                .contentLanguage(headers.contentLanguage())
                .cacheControl(headers.cacheControl())
                .metadata(headers.metadata())
                .build();
    }
}
