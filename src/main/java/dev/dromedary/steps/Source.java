package dev.dromedary.steps;

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
 * @param size bytes, or null
 */
record Source(String bucket, String key, String version, String etag, String sequencer, Long size) {

    static Source of(Exchange exchange) {
        return new Source(
                header(exchange, AWS2S3Constants.BUCKET_NAME),
                header(exchange, AWS2S3Constants.KEY),
                header(exchange, AWS2S3Constants.VERSION_ID),
                unquoted(header(exchange, AWS2S3Constants.E_TAG)),
                exchange.getProperty("sequencer", String.class),
                exchange.getMessage().getHeader(AWS2S3Constants.CONTENT_LENGTH, Long.class));
    }

    /** S3 puts ETags in quotes, its events don't. */
    private static String unquoted(String etag) {
        return etag == null ? null : etag.replace("\"", "");
    }

    private static String header(Exchange exchange, String name) {
        return exchange.getMessage().getHeader(name, String.class);
    }
}
