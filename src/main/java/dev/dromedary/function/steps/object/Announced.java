package dev.dromedary.function.steps.object;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;

/**
 * The object that started the route, as the trigger's headers announce it.
 *
 * @param bucket name of the bucket
 * @param key its key, whole
 * @param version version id, or null
 * @param etag ETag without quotes, or null
 */
record Announced(String bucket, String key, String version, String etag) {

    /**
     * Reads the headers.
     *
     * @throws IllegalStateException if they name no object
     */
    static Announced of(Exchange exchange, ObjectEndpoint endpoint) {
        String bucket = header(exchange, AWS2S3Constants.BUCKET_NAME);
        String key = header(exchange, AWS2S3Constants.KEY);
        if (bucket == null || key == null) {
            throw new IllegalStateException("object:" + endpoint.getOperation()
                    + " needs the headers CamelAwsS3BucketName and CamelAwsS3Key, which lambda-s3 sets; remove them"
                    + " only after it");
        }
        String etag = header(exchange, AWS2S3Constants.E_TAG);
        return new Announced(
                bucket,
                key,
                header(exchange, AWS2S3Constants.VERSION_ID),
                etag == null ? null : etag.replace("\"", ""));
    }

    private static String header(Exchange exchange, String name) {
        return exchange.getMessage().getHeader(name, String.class);
    }

    /** The same for all versions of the object, and for no other: the name of a bucket holds no slash. */
    String id() {
        try {
            byte[] name = (bucket + "/" + key).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(name));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
