package dev.dromedary.desk.cloud;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Files to which an embedded service appends what it gets, for people to look into. */
public final class LineFile {

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
}
