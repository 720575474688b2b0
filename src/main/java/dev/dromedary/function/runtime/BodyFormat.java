package dev.dromedary.function.runtime;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/** What the body of a message, record or request is. */
public enum BodyFormat {
    /** A text, in UTF-8. */
    text,
    /** Parsed JSON. */
    json,
    /** The bytes as they are. */
    bytes;

    /**
     * The body of a text.
     *
     * @throws UnexpectedEventException if it should be JSON and is not; it says where
     */
    public Object body(String content) {
        return this == json ? JsonDocument.parseValue(content) : content;
    }

    /**
     * The body of bytes.
     *
     * @throws UnexpectedEventException if they should be text or JSON and are not; it says where
     */
    public Object body(byte[] content) {
        return this == bytes ? content : body(text(content));
    }

    /** A replacement character in place of what is not UTF-8 would lose it without a word. */
    static String text(byte[] content) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(content);
        // UTF-8 has no more characters than bytes.
        CharBuffer out = CharBuffer.allocate(content.length);
        if (decoder.decode(in, out, true).isError()) {
            throw new UnexpectedEventException("text in UTF-8", "bytes that are none (at byte " + in.position() + ")");
        }
        return out.flip().toString();
    }
}
