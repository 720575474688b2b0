package dev.dromedary.function.records;

import java.io.IOException;
import java.io.OutputStream;

/** Collects short pieces of lines, so that the stream below is called with long ones. */
final class LineBuffer {

    private static final int SIZE = 32 * 1024;

    private final OutputStream out;
    private final byte[] buffer = new byte[SIZE];
    private int filled;

    LineBuffer(OutputStream out) {
        this.out = out;
    }

    void write(byte[] bytes, int start, int end) throws IOException {
        int length = end - start;
        if (length > SIZE - filled) {
            pass();
            if (length >= SIZE) {
                out.write(bytes, start, length);
                return;
            }
        }
        System.arraycopy(bytes, start, buffer, filled, length);
        filled += length;
    }

    void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }

    void write(byte single) throws IOException {
        if (filled == SIZE) {
            pass();
        }
        buffer[filled++] = single;
    }

    void endLine() throws IOException {
        write((byte) '\n');
    }

    /** Hands everything collected to the stream. */
    void pass() throws IOException {
        if (filled > 0) {
            out.write(buffer, 0, filled);
            filled = 0;
        }
    }
}
