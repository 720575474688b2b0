package dev.dromedary.function.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Names from outside that have to fit: what is too long for AWS is cut, and told apart by its hash. */
public final class FittingName {

    private static final Pattern SHORTENED = Pattern.compile("(?s).*~[0-9a-f]{64}");
    private static final int HASH = 65;

    private FittingName() {}

    /**
     * A name that fits: its beginning, {@code ~} and its SHA-256 where the whole is too long. A name that looks like one made so
     * is made so, too; different names stay different.
     *
     * @param name any name
     * @param longest how many bytes of UTF-8 fit; at least 65
     * @return the same name in almost all cases
     */
    public static String of(String name, int longest) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= longest && !SHORTENED.matcher(name).matches()) {
            return name;
        }
        int end = Math.min(bytes.length, longest - HASH);
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
