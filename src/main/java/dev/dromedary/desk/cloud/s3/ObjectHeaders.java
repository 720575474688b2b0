package dev.dromedary.desk.cloud.s3;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is kept beside the bytes of an object. Each value but {@code contentType} and {@code metadata} may be null.
 *
 * @param metadata user metadata; S3 keeps names in lower case
 */
record ObjectHeaders(
        String contentType,
        String contentEncoding,
        String contentDisposition,
        String contentLanguage,
        String cacheControl,
        Map<String, String> metadata) {

    /** Of an object that came without any. */
    static final ObjectHeaders NONE = new ObjectHeaders(null, null, null, null, null, Map.of());

    /** What S3 answers where nobody said the type. */
    static final String DEFAULT_TYPE = "binary/octet-stream";

    ObjectHeaders {
        contentType = contentType == null ? DEFAULT_TYPE : contentType;
        Map<String, String> lower = new TreeMap<>();
        metadata.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        metadata = Map.copyOf(lower);
    }
}
