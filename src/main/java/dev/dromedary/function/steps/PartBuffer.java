package dev.dromedary.function.steps;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/**
 * Bytes on their way into parts: taken at the end, let go at the beginning. Grows by half at least, so that each byte is
 * copied a few times whatever comes between two parts, and is never larger than one and a half times the most that it held.
 */
final class PartBuffer {

    private static final int SMALLEST = 64 * 1024;
    /** What a burst has left behind is given back beyond this. */
    private static final int KEPT = 4 * S3Upload.PART_BYTES;
    /** Some virtual machines allocate no longer array. */
    private static final int LARGEST = Integer.MAX_VALUE - 8;

    private byte[] bytes = new byte[SMALLEST];
    private int start;
    private int end;

    /** How many bytes it holds. */
    int size() {
        return end - start;
    }

    /** How many bytes of memory it takes. */
    int capacity() {
        return bytes.length;
    }

    /**
     * Takes bytes.
     *
     * @throws ArithmeticException if it would hold 2 GB or more
     */
    void write(byte[] source, int offset, int length) {
        if (bytes.length - end < length) {
            makeRoom(Math.addExact(size(), length));
        }
        System.arraycopy(source, offset, bytes, end, length);
        end += length;
    }

    private void makeRoom(int needed) {
        long half = bytes.length + bytes.length / 2L;
        move(needed <= bytes.length / 2 ? bytes : new byte[(int) Math.max(needed, Math.min(half, LARGEST))]);
    }

    private void move(byte[] target) {
        int size = size();
        System.arraycopy(bytes, start, target, 0, size);
        bytes = target;
        start = 0;
        end = size;
    }

    /** The first bytes, not copied; valid until bytes are taken or let go. Can be read many times. */
    InputStream first(int length) {
        return new ByteArrayInputStream(bytes, start, length);
    }

    /** Lets the first bytes go. */
    void release(int length) {
        start += length;
    }

    /** Moves what is left to the beginning, and gives back what a burst has taken. */
    void trim() {
        if (bytes.length > KEPT && size() < bytes.length / 4) {
            move(new byte[Math.max(SMALLEST, size() * 2)]);
        } else if (start > 0) {
            move(bytes);
        }
    }

    /** Gives back all memory. What it holds is lost. */
    void clear() {
        bytes = new byte[0];
        start = 0;
        end = 0;
    }
}
