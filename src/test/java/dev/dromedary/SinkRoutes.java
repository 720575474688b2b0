package dev.dromedary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** A pipeline whose routes send records to services, with the error handling that all share. */
public final class SinkRoutes {

    private SinkRoutes() {}

    /** Copies the pipeline into a folder, which is a routes folder then. */
    public static Path copyTo(Path folder) throws IOException {
        copy(Path.of("src/test/resources/sinks/orders"), folder.resolve("orders"));
        copy(Path.of("routes/shared"), folder.resolve("shared"));
        return folder;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
