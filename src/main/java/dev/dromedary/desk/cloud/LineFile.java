package dev.dromedary.desk.cloud;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Files to which an embedded service appends what it gets, for people to look into. */
public final class LineFile {

    /** So much of the end of a file is read for people to look at. */
    private static final int END_BYTES = 1024 * 1024;

    private final Path folder;

    /** @param folder made with the first line */
    public LineFile(Path folder) {
        this.folder = folder;
    }

    /**
     * Appends bytes.
     *
     * @param name of the file in the folder
     * @throws SdkClientException if the file can't be written, as if the service had not been reached
     */
    public synchronized void append(String name, byte[] lines) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(name), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw SdkClientException.create("The file " + name + " could not be written: " + e.getMessage(), e);
        }
    }

    /**
     * The last lines of such a file: those of its last megabyte. The first one may be cut off, and the last one not whole yet.
     *
     * @param path it may not be there
     * @throws IOException if it can't be read
     */
    public static List<String> end(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return List.of();
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long begin = Math.max(0, file.length() - END_BYTES);
            byte[] bytes = new byte[(int) (file.length() - begin)];
            file.seek(begin);
            file.readFully(bytes);
            // A record has no line break of its own; others than \n are within values.
            return List.of(new String(bytes, StandardCharsets.UTF_8).split("\n"));
        }
    }
}
