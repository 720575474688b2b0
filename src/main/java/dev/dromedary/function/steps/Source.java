package dev.dromedary.function.steps;

import dev.dromedary.function.ledger.LedgerProperties;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;

/**
 * The object that a run reads, as its trigger announced it. Kept from the headers, which have to go before a put.
 *
 * @param bucket name of the bucket
 * @param key key of the object
 * @param version version id, or null
 * @param etag ETag, or null
 * @param sequencer order among the versions of the key, or null
 * @param size bytes, or null: as they were announced or recorded, else as the reply says, which agrees with itself even if
 *     it was cut
 */
public record Source(String bucket, String key, String version, String etag, String sequencer, Long size) {

    /** The exchange property with the size of {@link AnnouncedObject#RECORDED}, in bytes. */
    static final String RECORDED_BYTES = "recordedBytes";

    /** The object that the headers name; bucket and key are null if they name none. */
    public static Source of(Exchange exchange) {
        String bucket = header(exchange, AWS2S3Constants.BUCKET_NAME);
        String key = header(exchange, AWS2S3Constants.KEY);
        return new Source(
                bucket,
                key,
                header(exchange, AWS2S3Constants.VERSION_ID),
                unquoted(header(exchange, AWS2S3Constants.E_TAG)),
                exchange.getProperty("sequencer", String.class),
                size(exchange, bucket + "/" + key));
    }

    /** {@code bucket/key} of the object that the headers name. */
    static String name(Exchange exchange) {
        return header(exchange, AWS2S3Constants.BUCKET_NAME) + "/" + header(exchange, AWS2S3Constants.KEY);
    }

    private static Long size(Exchange exchange, String object) {
        Long known = null;
        if (object.equals(exchange.getProperty(AnnouncedObject.RECORDED, String.class))) {
            known = exchange.getProperty(RECORDED_BYTES, Long.class);
        } else if (object.equals(exchange.getProperty(LedgerProperties.ANNOUNCED_OBJECT, String.class))) {
            known = exchange.getProperty(LedgerProperties.ANNOUNCED_BYTES, Long.class);
        }
        return known != null ? known : exchange.getMessage().getHeader(AWS2S3Constants.CONTENT_LENGTH, Long.class);
    }

    /** S3 puts ETags in quotes, its events don't. */
    private static String unquoted(String etag) {
        return etag == null ? null : etag.replace("\"", "");
    }

    private static String header(Exchange exchange, String name) {
        return exchange.getMessage().getHeader(name, String.class);
    }
}
