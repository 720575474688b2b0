package dev.dromedary.desk.cloud.s3;

import java.io.IOException;
import java.io.InputStream;

/** A connection that breaks after some bytes. */
final class BreakingStream extends InputStream {
    private int left;

    BreakingStream(int bytes) {
        this.left = bytes;
    }

    @Override
    public int read() throws IOException {
        if (left <= 0) {
            throw new IOException("connection reset");
        }
        left--;
        return 'x';
    }
}
