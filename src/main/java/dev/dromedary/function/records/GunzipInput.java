package dev.dromedary.function.records;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Expands gzip, one member after the other, within limits.
 *
 * <p>Corrupt data and a breach of a limit are defects of the file ({@link DefectException} with {@code gzip_corrupt},
 * {@code gzip_too_large} or {@code gzip_ratio}), since no retry helps. A failure of the stream below passes through.
 *
 * <p>The JDK's GZIPInputStream won't do: it takes members after the first only if the stream below says that bytes are
 * available, and takes an I/O failure between two members for the end.
 */
final class GunzipInput extends BlockInput {

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int METHOD_DEFLATE = 8;
    private static final int FLAG_HEADER_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;

    private final InputStream in;
    private final ExpansionLimits limits;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int next;
    private int filled;
    private long consumed;
    private long expanded;
    private long memberBytes;
    private boolean inMember;
    private boolean ended;
    private DefectException failure;

    GunzipInput(InputStream in, ExpansionLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    /** @throws DefectException if the data is corrupt or expands too far; again at every later call */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            return length == 0 ? 0 : expand(bytes, offset, length);
        } catch (DefectException e) {
            failure = e;
            inflater.end();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }

    private int expand(byte[] bytes, int offset, int length) throws IOException {
        while (!ended) {
            if (!inMember) {
                ended = !startMember();
                continue;
            }
            int read = inflate(bytes, offset, length);
            if (read > 0) {
                count(bytes, offset, read);
                return read;
            }
            if (inflater.finished()) {
                endMember();
            } else if (inflater.needsInput()) {
                requireMore();
                inflater.setInput(buffer, next, filled - next);
                consumed += filled - next;
                next = filled;
            } else {
                throw corrupt("a dictionary is asked for");
            }
        }
        inflater.end();
        return -1;
    }

    private int inflate(byte[] bytes, int offset, int length) throws DefectException {
        try {
            return inflater.inflate(bytes, offset, length);
        } catch (DataFormatException e) {
            throw corrupt(String.valueOf(e.getMessage()));
        }
    }

    private void count(byte[] bytes, int offset, int read) throws DefectException {
        checksum.update(bytes, offset, read);
        memberBytes += read;
        expanded += read;
        if (expanded > limits.expandedBytes()) {
            throw defect(
                    "gzip_too_large",
                    "The gzip expands to more than " + limits.expandedBytes()
                            + " bytes; split the file, or raise the limit for expanded bytes.");
        }
        long used = consumed - inflater.getRemaining();
        if (expanded > ExpansionLimits.RATIO_FLOOR && expanded / limits.ratio() > used) {
            throw defect(
                    "gzip_ratio",
                    "The gzip expands to more than " + limits.ratio()
                            + " times its size, as an attack would; store the file without compression if it is sound.");
        }
    }

    /** Reads a member's header; false at the end of the file. Zeros may follow the last member, as tapes pad them. */
    private boolean startMember() throws IOException {
        boolean first = expanded == 0 && consumed == 0;
        int magic = nextByte();
        while (magic == 0 && !first) {
            magic = nextByte();
        }
        if (magic < 0 && !first) {
            return false;
        }
        if (magic != 0x1F || requiredByte() != 0x8B || requiredByte() != METHOD_DEFLATE) {
            throw corrupt("what follows a member is no gzip");
        }
        int flags = requiredByte();
        skip(6);
        if ((flags & FLAG_EXTRA) != 0) {
            skip(requiredByte() | requiredByte() << 8);
        }
        if ((flags & FLAG_NAME) != 0) {
            skipText();
        }
        if ((flags & FLAG_COMMENT) != 0) {
            skipText();
        }
        if ((flags & FLAG_HEADER_CRC) != 0) {
            skip(2);
        }
        inflater.reset();
        checksum.reset();
        memberBytes = 0;
        inMember = true;
        return true;
    }

    private void endMember() throws IOException {
        int unused = inflater.getRemaining();
        next -= unused;
        consumed -= unused;
        inMember = false;
        if (requiredInt() != checksum.getValue() || requiredInt() != (memberBytes & 0xFFFFFFFFL)) {
            throw corrupt("its checksum or length is wrong");
        }
    }

    private long requiredInt() throws IOException {
        return requiredByte() | requiredByte() << 8 | requiredByte() << 16 | (long) requiredByte() << 24;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            requiredByte();
        }
    }

    private void skipText() throws IOException {
        int character = requiredByte();
        while (character != 0) {
            character = requiredByte();
        }
    }

    private int requiredByte() throws IOException {
        requireMore();
        return nextByte();
    }

    private void requireMore() throws IOException {
        if (!hasMore()) {
            throw corrupt("it ends too early");
        }
    }

    private int nextByte() throws IOException {
        if (!hasMore()) {
            return -1;
        }
        consumed++;
        return buffer[next++] & 0xFF;
    }

    private boolean hasMore() throws IOException {
        while (next == filled) {
            int read = in.read(buffer, 0, buffer.length);
            if (read < 0) {
                return false;
            }
            next = 0;
            filled = read;
        }
        return true;
    }

    private static DefectException corrupt(String what) {
        return defect("gzip_corrupt", "The gzip is corrupt (" + what + "); compress the file again.");
    }

    private static DefectException defect(String reason, String message) {
        return new DefectException(new Defect(reason, message));
    }
}
