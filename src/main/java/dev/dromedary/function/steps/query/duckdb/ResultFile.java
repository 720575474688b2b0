package dev.dromedary.function.steps.query.duckdb;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A result, whose folder goes when it is closed. */
final class ResultFile extends FilterInputStream {

    private static final int BUFFER = 1 << 16;

    private final Path folder;

    ResultFile(Path file, Path folder) throws IOException {
        super(new java.io.BufferedInputStream(Files.newInputStream(file), BUFFER));
        this.folder = folder;
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } finally {
            delete(folder);
        }
    }

    /** Deletes a folder and all that is in it. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(ResultFile::deleteOne);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
