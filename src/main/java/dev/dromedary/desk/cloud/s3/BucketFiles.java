package dev.dromedary.desk.cloud.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.dromedary.desk.Json;
import dev.dromedary.desk.cloud.Shown;
import dev.dromedary.desk.cloud.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The folders of one bucket: {@code content}, which a person looks into, and {@code hidden} with {@code versions/} (a
 * note of JSON for each version, named by its sequencer, and the bytes of those that are not current), {@code staging/}
 * (what is still being written) and {@code bucket.json}.
 */
record BucketFiles(Path content, Path hidden) {
    private static final String NOTE = ".json";

    /**
     * What is kept of the bucket itself.
     *
     * @param versioning {@code Enabled}, {@code Suspended}, or empty for never enabled
     * @param sequencer below all later ones
     */
    record Configuration(String versioning, String sequencer) {}

    /** Empty for a bucket that is new. */
    Optional<Configuration> configuration() throws IOException {
        Path file = hidden.resolve("bucket.json");
        return Files.exists(file) ? Optional.of(read(file, Configuration.class)) : Optional.empty();
    }

    void keep(Configuration configuration) throws IOException {
        write(hidden.resolve("bucket.json"), configuration);
    }

    /** The bytes of a version that is not the current one, or not yet. */
    Path version(StoredVersion version) {
        return versions().resolve(version.sequencer());
    }

    private Path versions() {
        return hidden.resolve("versions");
    }

    private Path noteOf(StoredVersion version) {
        return versions().resolve(version.sequencer() + NOTE);
    }

    /** Keeps what there is to know about a version; from then on the bucket has it. */
    void note(StoredVersion version) throws IOException {
        write(noteOf(version), version);
    }

    /** Deletes the note of a version, and then its bytes. */
    void forget(StoredVersion version) throws IOException {
        Files.deleteIfExists(noteOf(version));
        Files.deleteIfExists(version(version));
    }

    /** All versions that are noted, the oldest first. */
    List<StoredVersion> noted() throws IOException {
        List<StoredVersion> noted = new ArrayList<>();
        for (Path file : files(versions())) {
            if (file.toString().endsWith(NOTE)) {
                noted.add(read(file, StoredVersion.class));
            }
        }
        noted.sort(Comparator.comparing(StoredVersion::sequencer));
        return noted;
    }

    /** Writes a file that is there whole or not at all; an interrupt does not stop it, as it would a channel's. */
    private void write(Path file, Object content) throws IOException {
        Path fresh = staged();
        Json.MAPPER.writeValue(fresh.toFile(), content);
        WholeFile.replace(file, fresh);
    }

    private static <T> T read(Path file, Class<T> type) throws IOException {
        try {
            return Json.MAPPER.readValue(file.toFile(), type);
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is damaged", e);
        }
    }

    /** The paths of all files that people see, and of those that they put there. */
    List<String> found() throws IOException {
        return files(content).stream()
                .map(file -> content.relativize(file).toString().replace('\\', '/'))
                .toList();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
    }

    /** Deletes what no version owns: bodies and uploads that a process left unfinished. */
    void sweep(BucketIndex index) throws IOException {
        Set<Path> owned = new HashSet<>();
        index.all()
                .values()
                .forEach(list -> list.forEach(version -> {
                    owned.add(noteOf(version));
                    owned.add(version(version));
                }));
        for (Path file : files(versions())) {
            if (!owned.contains(file)) {
                Files.delete(file);
            }
        }
        deleteTree(hidden.resolve("staging"));
        create();
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

    static void touch(Path file, StoredVersion version) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(version.modified()));
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
