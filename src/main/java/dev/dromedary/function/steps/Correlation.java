package dev.dromedary.function.steps;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The correlation id where not every character may stand, and hashes. */
public final class Correlation {

    /** User metadata may take 2 KB in all: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html */
    private static final int LONGEST = 1024;

    private Correlation() {}

    /** As a value of S3 user metadata: ASCII, URL-encoded; a hash if that is too long. */
    public static String asMetadata(String correlationId) {
        String encoded = URLEncoder.encode(correlationId, StandardCharsets.UTF_8);
        return encoded.length() <= LONGEST ? encoded : "sha256:" + sha256(correlationId);
    }

    /** SHA-256 of a text in UTF-8: 64 hexadecimal digits. */
    public static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
