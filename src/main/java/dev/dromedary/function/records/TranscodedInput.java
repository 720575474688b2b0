package dev.dromedary.function.records;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * UTF-16 or UTF-32 as UTF-8, in constant memory. What is no character (half a surrogate pair, half a unit at the end) becomes
 * the byte 0xFF, which is none in UTF-8 either, so that its row is rejected as one that can't be decoded.
 */
final class TranscodedInput extends BlockInput {

    private static final int BUFFER_BYTES = 32 * 1024;
    private static final byte NO_CHARACTER = (byte) 0xFF;

    private final InputStream source;
    private final CharsetDecoder decoder;
    /** Bytes of a unit: what is no character is passed over unit by unit, as a line end may follow. */
    private final int unit;

    private final ByteBuffer encoded = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
    private final CharBuffer characters = CharBuffer.allocate(BUFFER_BYTES / 2);
    private byte[] text = new byte[0];
    private int position;
    private boolean sourceEnded;
    private boolean ended;

    /**
     * @param first bytes that stand before those of the source
     * @param charset UTF-16 or UTF-32 in one of the two byte orders
     */
    TranscodedInput(byte[] first, InputStream source, Charset charset) {
        this.source = source;
        this.unit = charset.name().startsWith("UTF-32") ? 4 : 2;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        encoded.limit(first.length).put(first).flip();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (position == text.length) {
            if (ended) {
                return -1;
            }
            decode();
        }
        int count = Math.min(length, text.length - position);
        System.arraycopy(text, position, bytes, offset, count);
        position += count;
        return count;
    }

    /** Makes the next text of some bytes more of the source. */
    private void decode() throws IOException {
        readMore();
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(encoded.remaining() * 2);
        while (decoder.decode(encoded, characters, sourceEnded).isError()) {
            take(decoded);
            decoded.write(NO_CHARACTER);
            encoded.position(encoded.position() + Math.min(unit, encoded.remaining()));
        }
        take(decoded);
        ended = sourceEnded && !encoded.hasRemaining();
        text = decoded.toByteArray();
        position = 0;
    }

    /** Encodes what was decoded. UTF-32's decoder lets halves of surrogate pairs pass. */
    private void take(ByteArrayOutputStream decoded) {
        characters.flip();
        int from = 0;
        for (int i = 0; i < characters.limit(); i++) {
            char character = characters.get(i);
            if (!Character.isSurrogate(character)) {
                continue;
            }
            if (i + 1 < characters.limit() && Character.isSurrogatePair(character, characters.get(i + 1))) {
                i++;
            } else {
                decoded.writeBytes(utf8(from, i));
                decoded.write(NO_CHARACTER);
                from = i + 1;
            }
        }
        decoded.writeBytes(utf8(from, characters.limit()));
        characters.clear();
    }

    private byte[] utf8(int from, int to) {
        return new String(characters.array(), from, to - from).getBytes(StandardCharsets.UTF_8);
    }

    private void readMore() throws IOException {
        encoded.compact();
        try {
            int read = sourceEnded ? 0 : source.read(encoded.array(), encoded.position(), encoded.remaining());
            sourceEnded |= read < 0;
            encoded.position(encoded.position() + Math.max(0, read));
        } finally {
            // Also after a failure, so that a later read does not take what was there for what came.
            encoded.flip();
        }
    }
}
