package dev.dromedary.function.records;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * A stream that counts its bytes, hashes them, and fails when it ends too early. Some HTTP clients read a dropped
 * connection as a clean end; compared with the object's length it is a {@link TruncatedInputException} instead.
 */
public final class CountedInput extends BlockInput {

    private final InputStream in;
    private final long expectedLength;
    private final MessageDigest digest;
    /** Written by the thread that reads, and read by others that want to know how far it is. */
    private volatile long count;

    private boolean ended;
    private String hash;

    /**
     * @param in the object's bytes as they are stored
     * @param expectedLength how many bytes there are; -1 if nobody knows
     */
    public CountedInput(InputStream in, long expectedLength) {
        this.in = in;
        this.expectedLength = expectedLength;
        this.digest = Sha256.digest();
    }

    /**
     * @throws TruncatedInputException if the stream ends before the expected length
     * @throws IOException if reading fails, or the stream goes on past the expected length
     */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int read = in.read(bytes, offset, length);
        if (read < 0) {
            if (count < expectedLength) {
                throw new TruncatedInputException(count, expectedLength);
            }
            ended = true;
            return -1;
        }
        digest.update(bytes, offset, read);
        count += read;
        if (expectedLength >= 0 && count > expectedLength) {
            throw new IOException("The input goes on after its " + expectedLength + " bytes; read it again.");
        }
        return read;
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** The number of bytes read so far. */
    public long count() {
        return count;
    }

    /** Whether the stream was read to its end, and the end came where it should. */
    public boolean ended() {
        return ended || count == expectedLength;
    }

    /**
     * The SHA-256 of all bytes, in 64 lower-case hexadecimal digits.
     *
     * @throws IllegalStateException before the end, since the hash of a part names nothing
     */
    public String sha256() {
        if (!ended()) {
            throw new IllegalStateException("The input has no hash before it is read to its end; read it first.");
        }
        if (hash == null) {
            hash = Sha256.hex(digest.digest());
        }
        return hash;
    }

    /** The stream ended before the object did, as a lost connection does. Reading again helps. */
    public static final class TruncatedInputException extends IOException {

        TruncatedInputException(long count, long expected) {
            super("The input ended after " + count + " of " + expected
                    + " bytes, as if the connection was lost; read it again.");
        }
    }
}
