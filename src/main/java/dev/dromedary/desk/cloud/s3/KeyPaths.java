package dev.dromedary.desk.cloud.s3;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where the file of an S3 key lies inside its bucket's folder, and back.
 *
 * <p>Most keys are their own path. What a file system can't hold is written {@code %XX}, one per UTF-8 byte: control
 * characters, {@code % \ : * ? " < > |}, a last dot or blank of a segment (so {@code .} and {@code ..} too), the first
 * letter of a Windows device name, and characters beyond ASCII that are no letter or digit, are not in normal form C or
 * can't be written in this system's file names. An empty segment is {@code %-}.
 *
 * <p>{@link #detour} holds the other keys, those that are both file and folder, differ from another key only in case or
 * have a segment that is too long: everything but {@code a-z 0-9 _ -} is written {@code %XX}, cut into names of 200
 * characters under the folder {@code %!}, and each name but the last ends with {@code %+}. No plain path begins so.
 */
final class KeyPaths {
    private static final String DETOUR = "%!";
    private static final String CONTINUED = "%+";
    private static final String EMPTY = "%-";
    private static final int LONGEST_NAME = 255;
    private static final int DETOUR_NAME = 200;
    private static final String UNSAFE = "%\\:*?\"<>|";
    private static final Set<String> DEVICES = Set.of(
            "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1",
            "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");
    private static final String HEX = "0123456789ABCDEF";

    private final Charset fileNames;

    KeyPaths(Charset fileNames) {
        this.fileNames = fileNames;
    }

    /** The paths that this system's file names can hold. */
    static KeyPaths ofThisSystem() {
        return new KeyPaths(Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")));
    }

    /** The key's own path, with {@code /} between names; empty when a name would be longer than 255 bytes. */
    Optional<String> plain(String key) {
        StringBuilder path = new StringBuilder(key.length() + 8);
        for (String segment : key.split("/", -1)) {
            String name = name(segment);
            if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
                return Optional.empty();
            }
            path.append(path.isEmpty() ? "" : "/").append(name);
        }
        return Optional.of(path.toString());
    }

    /** A path that no other key's path, plain or not, can be part of. */
    String detour(String key) {
        StringBuilder encoded = new StringBuilder(key.length() * 2);
        key.codePoints().forEach(point -> {
            if (point >= 'a' && point <= 'z' || point >= '0' && point <= '9' || point == '_' || point == '-') {
                encoded.append((char) point);
            } else {
                escape(point, encoded);
            }
        });
        StringBuilder path = new StringBuilder(DETOUR);
        for (int start = 0; start < encoded.length(); start += DETOUR_NAME) {
            int end = Math.min(start + DETOUR_NAME, encoded.length());
            path.append('/').append(encoded, start, end).append(end < encoded.length() ? CONTINUED : "");
        }
        return path.toString();
    }

    /** The key that a path stands for; empty for a path that is no key's. */
    Optional<String> key(String path) {
        if (path.startsWith(DETOUR + "/")) {
            String joined = path.substring(DETOUR.length() + 1).replace(CONTINUED + "/", "");
            return unescape(joined).filter(key -> detour(key).equals(path));
        }
        String[] names = path.split("/", -1);
        for (int at = 0; at < names.length; at++) {
            names[at] = names[at].equals(EMPTY) ? "" : names[at];
        }
        return unescape(String.join("/", names)).filter(key -> plain(key).equals(Optional.of(path)));
    }

    private String name(String segment) {
        if (segment.isEmpty()) {
            return EMPTY;
        }
        boolean wide = fits(segment);
        int device = segment.indexOf('.') < 0 ? segment.length() : segment.indexOf('.');
        boolean reserved = DEVICES.contains(segment.substring(0, device).toLowerCase(Locale.ROOT));
        StringBuilder name = new StringBuilder(segment.length() + 8);
        for (int at = 0; at < segment.length(); at += Character.charCount(segment.codePointAt(at))) {
            int point = segment.codePointAt(at);
            boolean last = at + Character.charCount(point) == segment.length();
            boolean kept = point < 0x7f
                    ? point >= ' '
                            && UNSAFE.indexOf(point) < 0
                            && !(last && (point == '.' || point == ' '))
                            && !(reserved && at == 0)
                    : wide && Character.isLetterOrDigit(point);
            if (kept) {
                name.appendCodePoint(point);
            } else {
                escape(point, name);
            }
        }
        return name.toString();
    }

    private boolean fits(String segment) {
        if (segment.chars().allMatch(each -> each < 0x80)) {
            return true;
        }
        CharsetEncoder encoder = fileNames.newEncoder();
        return encoder.canEncode(segment) && Normalizer.isNormalized(segment, Normalizer.Form.NFC);
    }

    private static void escape(int point, StringBuilder to) {
        for (byte each : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
            to.append('%').append(HEX.charAt(each >> 4 & 15)).append(HEX.charAt(each & 15));
        }
    }

    private static Optional<String> unescape(String encoded) {
        byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream key = new ByteArrayOutputStream(bytes.length);
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] != '%') {
                key.write(bytes[at]);
                continue;
            }
            int high = at + 2 < bytes.length ? HEX.indexOf(bytes[at + 1]) : -1;
            int low = at + 2 < bytes.length ? HEX.indexOf(bytes[at + 2]) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            key.write(high << 4 | low);
            at += 2;
        }
        return Optional.of(key.toString(StandardCharsets.UTF_8));
    }
}
