package dev.dromedary.desk.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells whether anything has happened since a page was made.
 *
 * @param data the folder of the embedded cloud
 */
record Changes(Path data) {

    private static final List<String> FILES = List.of("events.ndjson", "logs", "queues", "outbox");

    /** A text that is another one once something has happened: these files only grow. */
    String now() throws IOException {
        long bytes = 0;
        for (String name : FILES) {
            bytes += bytes(data.resolve(name));
        }
        return Long.toString(bytes);
    }

    private static long bytes(Path path) throws IOException {
        if (!Files.exists(path)) {
            return 0;
        }
        if (Files.isRegularFile(path)) {
            return Files.size(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
