package dev.dromedary.function.records;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Optional;

/** The content of a stored file: expanded if its first bytes say that it is packed, whatever its name. */
public final class ExpandedInput {

    private static final int MAGIC_BYTES = 4;

    private ExpandedInput() {}

    /**
     * Opens a file. What is corrupt or expands too far is a {@link DefectException} where it is read.
     *
     * @param expected how the schema says that the file is packed; empty if it says nothing
     * @throws DefectException if the file is packed in another way
     * @throws IOException if reading the first bytes fails
     */
    public static InputStream open(InputStream raw, Optional<Compression> expected, ExpansionLimits limits)
            throws IOException {
        byte[] magic = new byte[MAGIC_BYTES];
        int read = raw.readNBytes(magic, 0, MAGIC_BYTES);
        PushbackInputStream whole = new PushbackInputStream(raw, MAGIC_BYTES);
        whole.unread(magic, 0, read);
        Compression found = compression(magic, read);
        if (expected.isPresent() && expected.get() != found && read > 0) {
            throw new DefectException(new Defect(
                    "wrong_compression",
                    "The schema says that the compression is " + expected.get().word() + ", and the file's is "
                            + found.word() + "; correct the schema or the file."));
        }
        return switch (found) {
            case NONE -> whole;
            case GZIP -> new GunzipInput(whole, limits);
            case ZSTD -> new ZstdInput(whole, limits);
        };
    }

    /** What the first bytes say, of which there are {@code read}. */
    static Compression compression(byte[] magic, int read) {
        if (read >= 2 && magic[0] == 0x1F && magic[1] == (byte) 0x8B) {
            return Compression.GZIP;
        }
        boolean zstd = read >= MAGIC_BYTES
                && magic[0] == 0x28
                && magic[1] == (byte) 0xB5
                && magic[2] == 0x2F
                && magic[3] == (byte) 0xFD;
        return zstd ? Compression.ZSTD : Compression.NONE;
    }
}
