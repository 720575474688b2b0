package dev.dromedary.desk.cloud.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of an object that a read asks for.
 *
 * @param start the first byte, from 0
 * @param length in bytes
 * @param partial whether a Range header asked for it
 */
record ByteRange(long start, long length, boolean partial) {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * Reads a Range header. As S3 does, it answers the whole object for a header that it can't read, more than one
     * range among them.
     *
     * @param header null for the whole object
     * @param size of the object, in bytes
     * @throws software.amazon.awssdk.services.s3.model.S3Exception 416 when no byte of the object is asked for
     */
    static ByteRange of(String header, long size) {
        ByteRange whole = new ByteRange(0, size, false);
        Matcher range = header == null ? null : RANGE.matcher(header.strip());
        if (range == null || !range.matches() || header.strip().equals("bytes=-")) {
            return whole;
        }
        boolean suffix = range.group(1).isEmpty();
        long first = suffix ? 0 : Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? size - 1 : Long.parseLong(range.group(2));
        if (suffix) {
            first = Math.max(0, size - last);
            last = size - 1;
        } else if (!range.group(2).isEmpty() && last < first) {
            return whole;
        }
        if (first >= size) {
            throw S3Errors.error(416, "InvalidRange", "The requested range is not satisfiable");
        }
        return new ByteRange(first, Math.min(last, size - 1) - first + 1, true);
    }

    /** The Content-Range header of the answer; null for a whole object. */
    String contentRange(long size) {
        return partial ? "bytes " + start + "-" + (start + length - 1) + "/" + size : null;
    }

    /** The bytes of a range of a file, without a copy. A file that is shorter than it was fails, as a broken connection would. */
    static final class RangeStream extends FilterInputStream {
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
}
