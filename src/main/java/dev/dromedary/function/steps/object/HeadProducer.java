package dev.dromedary.function.steps.object;

import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.steps.Correlation;
import dev.dromedary.function.steps.Source;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * {@code object:head}: the body becomes what S3 knows of the object. Camel's own {@code headObject} can ask neither for a
 * version nor on a condition. Needs {@code s3:GetObject}, {@code s3:GetObjectVersion} where the bucket keeps versions, and
 * {@code s3:ListBucket}: without it S3 answers 403 for what is not there.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html">HeadObject</a>
 */
final class HeadProducer extends DefaultProducer {

    private static final int NOT_FOUND = 404;
    /** The version is a delete marker. */
    private static final int METHOD_NOT_ALLOWED = 405;
    /** Another ETag: the object was replaced. */
    private static final int PRECONDITION_FAILED = 412;

    private final ObjectEndpoint endpoint;

    HeadProducer(ObjectEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) {
        Source object = Source.of(exchange);
        if (object.bucket() == null || object.key() == null) {
            throw new IllegalStateException(endpoint.step()
                    + " needs the headers CamelAwsS3BucketName and CamelAwsS3Key, which lambda-s3 sets; remove them"
                    + " only after it");
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("bucket", endpoint.getBucket());
        body.put("key", object.key());
        // The same for all versions of the object, and for no other: the name of a bucket holds no slash.
        body.put("id", Correlation.sha256(object.bucket() + "/" + object.key()));
        Optional<HeadObjectResponse> head = head(object, exchange.getProperty(LedgerProperties.CHANGE, String.class));
        head.ifPresent(answer -> requireSize(exchange, object, answer));
        body.put("exists", head.isPresent());
        head.ifPresent(answer -> describe(answer, body));
        exchange.getMessage().setBody(body);
    }

    private Optional<HeadObjectResponse> head(Source object, String change) {
        if (LedgerProperties.DELETED.equals(change)) {
            return Optional.empty();
        }
        HeadObjectRequest.Builder request =
                HeadObjectRequest.builder().bucket(endpoint.getBucket()).key(object.key());
        // What is left after a version was deleted is another version.
        boolean announced = !LedgerProperties.VERSION_DELETED.equals(change);
        if (announced && object.version() != null) {
            request.versionId(object.version());
        } else if (announced && object.etag() != null) {
            request.ifMatch("\"" + object.etag() + "\"");
        }
        try {
            return Optional.of(endpoint.client(S3Client.class).headObject(request.build()));
        } catch (NoSuchBucketException e) {
            throw e;
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND
                    || e.statusCode() == METHOD_NOT_ALLOWED
                    || e.statusCode() == PRECONDITION_FAILED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** A version has one size, so one of the two is not to be believed. */
    private static void requireSize(Exchange exchange, Source object, HeadObjectResponse answer) {
        Long announced = exchange.getProperty(LedgerProperties.ANNOUNCED_BYTES, Long.class);
        boolean sameVersion = object.version() != null || object.etag() != null;
        if (announced != null && sameVersion && !announced.equals(answer.contentLength())) {
            throw new IllegalStateException("S3 says that the object has " + answer.contentLength()
                    + " bytes, and its event said " + announced + "; ask again");
        }
    }

    private static void describe(HeadObjectResponse head, Map<String, Object> body) {
        body.put("size", head.contentLength());
        body.put("etag", head.eTag() == null ? null : head.eTag().replace("\"", ""));
        body.put("version", head.versionId());
        body.put("content_type", head.contentType());
        // S3 answers a storage class only if it is not the standard one.
        body.put("storage_class", head.storageClass() == null ? "STANDARD" : head.storageClassAsString());
        body.put("last_modified", head.lastModified());
        body.put("metadata", UserMetadata.read(head.metadata()));
    }

    /**
     * What the writer of an object has noted on it. It is data, whatever it is called: it never becomes a header.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html#UserMetadata">User-defined
     *     metadata</a>, which says that S3 answers text beyond ASCII as RFC 2047 writes it
     */
    static final class UserMetadata {

        /**
         * Names and values together, in bytes. S3 itself takes 2 KB; a store of another make may take more, and a DynamoDB item
         * takes 400 KB.
         */
        static final int LARGEST_BYTES = 64 * 1024;

        private UserMetadata() {}

        /**
         * Metadata in plain text, by name, in alphabetical order. What has no name, and what is too much, is left out.
         *
         * @param metadata as S3 answers it
         * @return a new map
         */
        static Map<String, Object> read(Map<String, String> metadata) {
            Map<String, Object> read = new LinkedHashMap<>();
            int bytes = 0;
            for (Map.Entry<String, String> entry : new TreeMap<>(metadata).entrySet()) {
                String value = plain(entry.getValue());
                bytes += size(entry.getKey()) + size(value);
                if (bytes > LARGEST_BYTES) {
                    break;
                }
                if (!entry.getKey().isBlank()) {
                    read.put(entry.getKey(), value);
                }
            }
            return read;
        }

        private static int size(String text) {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }

        private static String plain(String value) {
            try {
                return value.contains("=?") ? MimeUtility.decodeText(value) : value;
            } catch (UnsupportedEncodingException e) {
                // A character set that nobody knows: it stays as it came.
                return value;
            }
        }
    }
}
