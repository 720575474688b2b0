package dev.dromedary.function.steps.object;

import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the writer of an object has noted on it. It is data, whatever it is called: it never becomes a header.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html#UserMetadata">User-defined
 *     metadata</a>, which says that S3 answers text beyond ASCII as RFC 2047 writes it
 */
final class UserMetadata {

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
