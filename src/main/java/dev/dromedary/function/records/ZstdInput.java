package dev.dromedary.function.records;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Expands Zstandard, one frame after the other, within limits.
 *
 * <p>Corrupt data and a breach of a limit are defects of the file ({@link DefectException} with {@code zstd_corrupt}, {@code
 * zstd_too_large} or {@code zstd_ratio}), since no retry helps. A failure of the stream below passes through.
 */
final class ZstdInput extends BlockInput {

    /** The largest window that a decoder must support, 8 MB, times 16: what the command line's {@code --long=27} makes. */
    private static final int LARGEST_WINDOW_LOG = 27;

    private final Counted source;
    private final ExpansionLimits limits;
    private ZstdInputStreamNoFinalizer content;
    private long expanded;
    private DefectException failure;

    ZstdInput(InputStream in, ExpansionLimits limits) {
        this.source = new Counted(in);
        this.limits = limits;
    }

    /** @throws DefectException if the data is corrupt or expands too far; again at every later call */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            if (content == null) {
                content = new ZstdInputStreamNoFinalizer(source);
                content.setLongMax(LARGEST_WINDOW_LOG);
            }
            int read = content.read(bytes, offset, length);
            expanded += Math.max(read, 0);
            check();
            return read;
        } catch (ZstdIOException e) {
            throw fail("zstd_corrupt", "The Zstandard file is corrupt (" + e.getMessage() + "); compress it again.");
        }
    }

    private void check() throws DefectException {
        if (expanded > limits.expandedBytes()) {
            throw fail(
                    "zstd_too_large",
                    "The Zstandard file expands to more than " + limits.expandedBytes()
                            + " bytes; split the file, or raise the limit for expanded bytes.");
        }
        if (expanded > ExpansionLimits.RATIO_FLOOR && expanded / limits.ratio() > source.count) {
            throw fail(
                    "zstd_ratio",
                    "The Zstandard file expands to more than " + limits.ratio()
                            + " times its size, as an attack would; store the file without compression if it is sound.");
        }
    }

    private DefectException fail(String reason, String message) {
        failure = new DefectException(new Defect(reason, message));
        return failure;
    }

    @Override
    public void close() throws IOException {
        if (content == null) {
            source.close();
        } else {
            content.close();
        }
    }

    /** Counts what was taken from the stream below. */
    private static final class Counted extends FilterInputStream {

        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count += Math.max(read, 0);
            return read;
        }
    }
}
