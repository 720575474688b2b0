package dev.dromedary.function.trigger.s3;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names of outputs that leave room for what a route puts around them: a key has up to 1,024 bytes, and the keys of its outputs are
 * as a rule longer.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html">Naming Amazon S3 objects</a>
 */
final class OutputName {

    /** Bytes of UTF-8; 224 are left for a prefix and an ending. */
    static final int LONGEST = 800;

    private static final Pattern SHORTENED = Pattern.compile("(?s).*~[0-9a-f]{64}");
    private static final int HASH = 65;

    private OutputName() {}

    /**
     * A name that fits: its beginning, {@code ~} and its SHA-256 where the whole is too long. A name that looks like one made so
     * is made so, too; different names stay different.
     *
     * @param name any name
     * @return the same name in almost all cases
     */
    static String fitting(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST && !SHORTENED.matcher(name).matches()) {
            return name;
        }
        int end = Math.min(bytes.length, LONGEST - HASH);
        // Not in the middle of a character: those bytes begin with 10.
        while (end > 0 && end < bytes.length && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + '~' + sha256(bytes);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
