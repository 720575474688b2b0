package dev.dromedary.function.records;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * How a file is packed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">gzip</a>, <a href="https://www.rfc-editor.org/rfc/rfc8878">Zstandard</a>
 */
public enum Compression {
    NONE("", ""),
    GZIP("gz", "application/gzip"),
    ZSTD("zst", "application/zstd");

    private static final int BUFFER_BYTES = 64 * 1024;

    private final String extension;
    private final String contentType;

    Compression(String extension, String contentType) {
        this.extension = extension;
        this.contentType = contentType;
    }

    /** The media type of what is packed; empty for none. */
    public Optional<String> contentType() {
        return Optional.of(contentType).filter(type -> !type.isEmpty());
    }

    /** The name in a schema document and in a route, such as {@code gzip}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The compression of a name; {@code gz} and {@code zst}, as the files end, are known, too. Empty if there is none. */
    public static Optional<Compression> of(String word) {
        for (Compression each : values()) {
            if (each.word().equals(word) || !each.extension.isEmpty() && each.extension.equals(word)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /**
     * Packs what is written, the same bytes in the same way each time. Closing it ends the packing and closes {@code out}.
     *
     * @throws IOException if the first bytes can't be written
     */
    public OutputStream pack(OutputStream out) throws IOException {
        return switch (this) {
            case NONE -> out;
            // Its header holds neither a time nor a name.
            case GZIP -> new GZIPOutputStream(out, BUFFER_BYTES);
            // With a checksum, as gzip has one: without, a wrong byte may go unnoticed.
            case ZSTD -> new ZstdOutputStreamNoFinalizer(out).setChecksum(true);
        };
    }
}
