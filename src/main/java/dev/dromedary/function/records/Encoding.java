package dev.dromedary.function.records;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Characters and bytes of one charset: UTF-8 or a single-byte one that extends ASCII. */
public final class Encoding {

    private static final Pattern LOOKS_ESCAPED = Pattern.compile("(\\\\x+)([0-9A-Fa-f]{2})");

    private final Charset charset;
    private final boolean utf8;
    /** For a single-byte charset: which bytes mean nothing, as 0x81 does in windows-1252. */
    private final boolean[] undecodable;

    public Encoding(Charset charset) {
        this.charset = charset;
        this.utf8 = charset.equals(StandardCharsets.UTF_8);
        this.undecodable = new boolean[256];
        if (!utf8) {
            for (int i = 0; i < 256; i++) {
                undecodable[i] = !decodes((byte) i);
            }
        }
    }

    private boolean decodes(byte single) {
        try {
            charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(new byte[] {single}));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    Charset charset() {
        return charset;
    }

    String decode(byte[] bytes, int start, int end) {
        return new String(bytes, start, end - start, charset);
    }

    /**
     * The bytes of {@code text}; throws IllegalArgumentException if the charset lacks one of its characters. Halves of
     * surrogate pairs, which UTF-8 has not, are escaped.
     */
    byte[] encode(String text) {
        if (utf8) {
            return EscapedText.escape(text, EscapedText::isInUtf8).getBytes(charset);
        }
        byte[] bytes = text.getBytes(charset);
        if (!new String(bytes, charset).equals(text)) {
            throw new IllegalArgumentException("A text with the character " + firstWithout(text)
                    + " can't be written as " + charset
                    + "; use utf-8 as the schema's encoding, or only characters that " + charset + " has.");
        }
        return bytes;
    }

    /** Its code point only: the text may be data, and what is thrown stands in logs. */
    private String firstWithout(String text) {
        CharsetEncoder encoder = charset.newEncoder();
        return text.codePoints()
                .filter(point -> !encoder.canEncode(Character.toString(point)))
                .mapToObj(point -> String.format("U+%04X", point))
                .findFirst()
                .orElse("U+FFFD");
    }

    /** The number of characters (code points) in valid bytes. */
    int length(byte[] bytes, int start, int end) {
        int length = end - start;
        if (utf8) {
            for (int i = start; i < end; i++) {
                if ((bytes[i] & 0xC0) == 0x80) {
                    length--;
                }
            }
        }
        return length;
    }

    boolean isValid(byte[] bytes, int start, int end) {
        return utf8 ? isUtf8(bytes, start, end) : isSingleByte(bytes, start, end);
    }

    private boolean isSingleByte(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (undecodable[bytes[i] & 0xFF]) {
                return false;
            }
        }
        return true;
    }

    /**
     * The text of bytes of which some are no characters: those are written {@code \\xE9}, two hexadecimal digits each, as
     * Python's {@code backslashreplace} does. What looks like that already gets one more x, so that nothing is ambiguous.
     */
    String decodeVisibly(byte[] bytes, int start, int end) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, start, end - start);
        CharBuffer out = CharBuffer.allocate(end - start);
        StringBuilder text = new StringBuilder(end - start + 16);
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            text.append(LOOKS_ESCAPED.matcher(out.flip()).replaceAll("$1x$2"));
            out.clear();
            if (!result.isError()) {
                return text.toString();
            }
            for (int i = 0; i < result.length(); i++) {
                text.append(String.format("\\x%02X", in.get()));
            }
            decoder.reset();
        }
    }

    /** By table 3-7 of the Unicode standard: no overlong forms, no surrogates, nothing past U+10FFFF. */
    private static boolean isUtf8(byte[] bytes, int start, int end) {
        int i = start;
        while (i < end) {
            int first = bytes[i++];
            if (first >= 0) {
                continue;
            }
            first &= 0xFF;
            int more = first < 0xC2 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : first < 0xF5 ? 3 : 0;
            if (more == 0 || end - i < more) {
                return false;
            }
            int second = bytes[i] & 0xFF;
            int lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
            int highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
            if (second < lowest || second > highest) {
                return false;
            }
            for (int k = 1; k < more; k++) {
                if ((bytes[i + k] & 0xC0) != 0x80) {
                    return false;
                }
            }
            i += more;
        }
        return true;
    }
}
