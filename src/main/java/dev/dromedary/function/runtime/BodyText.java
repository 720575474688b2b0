package dev.dromedary.function.runtime;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/** Makes a body of what a message or a record holds, as the option {@code format} says. */
public final class BodyText {

    private BodyText() {}

    /**
     * The body of a text.
     *
     * @throws UnexpectedEventException if it should be JSON and is not; it says where
     */
    public static Object body(BodyFormat format, String text) {
        return format == BodyFormat.json ? JsonDocument.parseValue(text) : text;
    }

    /**
     * The body of bytes.
     *
     * @throws UnexpectedEventException if they should be text or JSON and are not; it says where
     */
    public static Object body(BodyFormat format, byte[] bytes) {
        return format == BodyFormat.bytes ? bytes : body(format, text(bytes));
    }

    /** A replacement character in place of what is not UTF-8 would lose it without a word. */
    public static String text(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        // UTF-8 has no more characters than bytes.
        CharBuffer out = CharBuffer.allocate(bytes.length);
        if (decoder.decode(in, out, true).isError()) {
            throw new UnexpectedEventException("text in UTF-8", "bytes that are none (at byte " + in.position() + ")");
        }
        return out.flip().toString();
    }
}
