package dev.dromedary.function.runtime;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Decodes percent-encoded names. The JDK's decoder puts a replacement character in place of what is not UTF-8, and so makes
 * the name of one thing that of another.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-2.1">RFC 3986</a>
 */
public final class PercentEncoding {

    private PercentEncoding() {}

    /**
     * Decodes a form, where a plus is a blank: keys in S3 notifications, queries.
     *
     * @throws IllegalArgumentException with the reason, a part of a sentence, if the encoding is broken or no UTF-8
     */
    public static String decodeForm(String text) {
        return decode(text.replace('+', ' '));
    }

    /**
     * Decodes a path, where a plus is itself.
     *
     * @throws IllegalArgumentException with the reason, a part of a sentence, if the encoding is broken or no UTF-8
     */
    public static String decode(String text) {
        // Byte by byte, as ISO 8859-1 has a character for each.
        String bytes = new String(utf8(text), StandardCharsets.ISO_8859_1).replace("+", "%2B");
        ByteBuffer decoded;
        try {
            decoded = StandardCharsets.ISO_8859_1.encode(URLDecoder.decode(bytes, StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("which is not URL-encoded", e);
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(decoded).toString();
        } catch (CharacterCodingException e) {
            throw notUtf8(e);
        }
    }

    /**
     * Refuses a name, not encoded, that can't be written as UTF-8, as it holds half of a surrogate pair.
     *
     * @throws IllegalArgumentException with the reason, a part of a sentence
     */
    public static String requireUtf8(String text) {
        utf8(text);
        return text;
    }

    private static byte[] utf8(String text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] exact = new byte[bytes.remaining()];
            bytes.get(exact);
            return exact;
        } catch (CharacterCodingException e) {
            throw notUtf8(e);
        }
    }

    private static IllegalArgumentException notUtf8(CharacterCodingException cause) {
        return new IllegalArgumentException("which is not UTF-8", cause);
    }
}
