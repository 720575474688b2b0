package dev.dromedary.desk.cloud.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of a range of a file, without a copy. A file that is shorter than it was fails, as a broken connection would. */
final class RangeStream extends FilterInputStream {
    private long skip;
    private long left;

    RangeStream(InputStream file, ByteRange range) {
        super(file);
        this.skip = range.start();
        this.left = range.length();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (skip > 0) {
            in.skipNBytes(skip);
            skip = 0;
        }
        if (left == 0) {
            return length == 0 ? 0 : -1;
        }
        int read = in.read(buffer, offset, (int) Math.min(length, left));
        if (read < 0) {
            throw new IOException("the file ended " + left + " bytes early");
        }
        left -= read;
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = Math.max(0, Math.min(count, left));
        skip += skipped;
        left -= skipped;
        return skipped;
    }

    @Override
    public int available() {
        return (int) Math.min(left, Integer.MAX_VALUE);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
