package dev.dromedary.function.steps;

import dev.dromedary.function.ledger.ObjectGoneException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * One version of an object, of which ranges of bytes are read.
 *
 * @param s3 where it is
 * @param bucket its bucket
 * @param key its key
 * @param version its version, or null
 * @param etag its ETag, on whose condition it is read
 * @param size its bytes
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>
 */
record RangedObject(S3Client s3, String bucket, String key, String version, String etag, long size) {

    /** Where a range begins, as a field of a map: the place of its first byte. */
    static final String FROM = "from";

    /** Where it ends: the place behind its last byte. */
    static final String TO = "to";

    /** How many of the object's first bytes stand before it. */
    static final String HEADER = "header_bytes";

    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;

    /**
     * The object that the headers name.
     *
     * @throws ObjectGoneException if it is not there, or not in that version
     */
    static RangedObject of(RecordsEndpoint endpoint, Exchange exchange) {
        Source source = Source.of(exchange);
        if (source.key() == null) {
            throw new IllegalStateException(endpoint.step()
                    + " needs the header CamelAwsS3Key, which names the object; set it before, or let the route begin with"
                    + " lambda-s3");
        }
        S3Client s3 = endpoint.client(S3Client.class);
        String bucket = endpoint.getBucket();
        try {
            HeadObjectResponse head = s3.headObject(request -> request.bucket(bucket)
                    .key(source.key())
                    .versionId(source.version())
                    .ifMatch(quoted(source.etag())));
            return new RangedObject(
                    s3, bucket, source.key(), source.version(), head.eTag().replace("\"", ""), head.contentLength());
        } catch (S3Exception e) {
            throw gone(bucket, source.key(), e);
        }
    }

    private static String quoted(String etag) {
        return etag == null ? null : "\"" + etag + "\"";
    }

    private static RuntimeException gone(String bucket, String key, S3Exception answer) {
        return answer.statusCode() == NOT_FOUND || answer.statusCode() == PRECONDITION_FAILED
                ? new ObjectGoneException(bucket, key, answer)
                : answer;
    }

    /**
     * Bytes of it, a few.
     *
     * @throws SdkClientException if fewer came, as of a connection that broke: where they end no record does
     */
    byte[] read(long from, long to) {
        try {
            byte[] bytes = s3.getObject(request(from, to), ResponseTransformer.toBytes())
                    .asByteArray();
            if (bytes.length != to - from) {
                throw SdkClientException.create("Of the bytes " + from + " to " + to + " of the object " + bytes.length
                        + " came; read them again");
            }
            return bytes;
        } catch (S3Exception e) {
            throw gone(bucket, key, e);
        }
    }

    /**
     * A stream of its bytes.
     *
     * @throws IllegalStateException if other bytes would come
     */
    ResponseInputStream<GetObjectResponse> open(long from, long to) {
        try {
            ResponseInputStream<GetObjectResponse> stream = s3.getObject(request(from, to));
            Long length = stream.response().contentLength();
            if (length != null && length != to - from) {
                stream.abort();
                throw new IllegalStateException("Of the bytes " + from + " to " + to + " of the object " + length
                        + " came; where it is stored, ranges are not answered as S3 does");
            }
            return stream;
        } catch (S3Exception e) {
            throw gone(bucket, key, e);
        }
    }

    private GetObjectRequest request(long from, long to) {
        GetObjectRequest.Builder request = GetObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .versionId(version)
                .ifMatch(quoted(etag));
        // An object without a byte has no range.
        return (from == to ? request : request.range("bytes=" + from + "-" + (to - 1))).build();
    }

    /** What names it. */
    Map<String, Object> describe() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("bucket", bucket);
        document.put("key", key);
        document.put("version", version);
        document.put("etag", etag);
        document.put("size", size);
        return document;
    }
}
