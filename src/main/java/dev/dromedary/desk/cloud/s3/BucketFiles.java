package dev.dromedary.desk.cloud.s3;

import dev.dromedary.desk.cloud.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The folders of one bucket: {@code content}, which a person looks into, and {@code hidden} with {@code versions/} (each
 * file named by its sequencer), {@code staging/} (bodies that are still being written) and {@code journal.ndjson}.
 */
record BucketFiles(Path content, Path hidden) {
    Path journal() {
        return hidden.resolve("journal.ndjson");
    }

    Path version(StoredVersion version) {
        return hidden.resolve("versions").resolve(version.sequencer());
    }

    /** A new name for a body that is being written. */
    Path staged() {
        return hidden.resolve("staging").resolve(UUID.randomUUID().toString());
    }

    /** The file of a path from {@link KeyPaths}. */
    Path current(String path) {
        Path file = content.resolve(path).normalize();
        if (!file.startsWith(content) || file.equals(content)) {
            throw new IllegalArgumentException("The path " + Shown.of(path) + " leaves the bucket's folder.");
        }
        return file;
    }

    void create() throws IOException {
        Files.createDirectories(content);
        Files.createDirectories(hidden.resolve("versions"));
        Files.createDirectories(hidden.resolve("staging"));
    }

    /** Makes room for a file; false when a folder of that name or a file in place of a folder stands there. */
    boolean ready(String path) throws IOException {
        Path file = current(path);
        try {
            Files.createDirectories(file.getParent());
        } catch (FileAlreadyExistsException e) {
            return false;
        }
        return !Files.isDirectory(file);
    }

    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static void touch(Path file, StoredVersion version) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(version.modified()));
    }

    /** Deletes a file and the folders that it leaves empty, up to the bucket's. */
    void deleteCurrent(String path) throws IOException {
        Path file = current(path);
        Files.deleteIfExists(file);
        prune(file.getParent());
    }

    /** Deletes this folder and those above it as long as they are empty and inside the bucket's. */
    void prune(Path folder) throws IOException {
        try {
            for (Path each = folder; !each.equals(content); each = each.getParent()) {
                Files.delete(each);
            }
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            // The rest is in use.
        }
    }

    /** Whether the folder that a person looks into holds any file, known or not. */
    boolean holdsFiles() throws IOException {
        try (Stream<Path> files = Files.walk(content)) {
            return files.anyMatch(file -> !Files.isDirectory(file));
        }
    }

    static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path file : deepestFirst) {
            Files.deleteIfExists(file);
        }
    }
}
