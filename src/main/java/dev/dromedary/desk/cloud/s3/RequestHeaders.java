package dev.dromedary.desk.cloud.s3;

import dev.dromedary.desk.cloud.Shown;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Request;

/** The headers of an object, between requests, storage and responses. */
final class RequestHeaders {
    /** In bytes, names and values together: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html */
    private static final int MOST_METADATA = 2 * 1024;

    private RequestHeaders() {}

    static ObjectHeaders of(PutObjectRequest request, RequestBody body) {
        return of(
                request.contentType() == null
                        ? request.toBuilder().contentType(body.contentType()).build()
                        : request);
    }

    /** @param request that makes an object: all of these name the headers alike */
    @SuppressWarnings("unchecked")
    static ObjectHeaders of(S3Request request) {
        return checked(new ObjectHeaders(
                text(request, "ContentType"),
                text(request, "ContentEncoding"),
                text(request, "ContentDisposition"),
                text(request, "ContentLanguage"),
                text(request, "CacheControl"),
                request.getValueForField("Metadata", Map.class).orElse(Map.of())));
    }

    private static String text(S3Request request, String field) {
        return request.getValueForField(field, String.class).orElse(null);
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

    /** What a read would answer, without the bytes: field by field, as both have the same. */
    static HeadObjectResponse head(StoredVersion version, ByteRange range) {
        GetObjectResponse read = get(version, range);
        HeadObjectResponse.Builder head = HeadObjectResponse.builder();
        ((SdkPojo) head).sdkFields().forEach(field -> read.getValueForField(field.memberName(), Object.class)
                .ifPresent(value -> field.set(head, value)));
        return head.build();
    }
}
