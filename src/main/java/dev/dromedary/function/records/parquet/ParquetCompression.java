package dev.dromedary.function.records.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.format.CompressionCodec;

/** How the pages of a file are compressed. */
public enum ParquetCompression {
    /** Zstandard: smaller than gzip, and read several times as fast. */
    ZSTD(CompressionCodec.ZSTD) {
        @Override
        byte[] compress(byte[] page, int start, int length) {
            byte[] compressed = new byte[(int) Zstd.compressBound(length)];
            long size = Zstd.compressByteArray(compressed, 0, compressed.length, page, start, length, ZSTD_LEVEL);
            if (Zstd.isError(size)) {
                throw new IllegalStateException("Zstandard can't compress: " + Zstd.getErrorName(size));
            }
            return Arrays.copyOf(compressed, (int) size);
        }
    },
    /** For readers without Zstandard. */
    GZIP(CompressionCodec.GZIP) {
        @Override
        byte[] compress(byte[] page, int start, int length) throws IOException {
            ByteArrayOutputStream compressed = new ByteArrayOutputStream(length / 2 + 64);
            try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
                gzip.write(page, start, length);
            }
            return compressed.toByteArray();
        }
    },
    /** Not at all. */
    NONE(CompressionCodec.UNCOMPRESSED) {
        @Override
        byte[] compress(byte[] page, int start, int length) {
            return Arrays.copyOfRange(page, start, start + length);
        }
    };

    /** Zstandard's default, and DuckDB's; 1 makes files 2 % larger, and saves no time that can be measured. */
    private static final int ZSTD_LEVEL = 3;

    private final CompressionCodec codec;

    ParquetCompression(CompressionCodec codec) {
        this.codec = codec;
    }

    /** Its name in the format. */
    CompressionCodec codec() {
        return codec;
    }

    abstract byte[] compress(byte[] page, int start, int length) throws IOException;
}
