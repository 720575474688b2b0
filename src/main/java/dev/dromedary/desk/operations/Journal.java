package dev.dromedary.desk.operations;

import dev.dromedary.function.ledger.Replay;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.UnexpectedEventException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a replay has done, in a file {@code <id>.ndjson}: the replay on its first line, then each thing that was handed over. A
 * replay of the same id goes on where the journal ends. Losing it does no harm to objects: the ledger knows the id, too.
 */
public final class Journal implements AutoCloseable {

    private final FileChannel file;
    private final Set<String> done;

    private Journal(FileChannel file, Set<String> done) {
        this.file = file;
        this.done = done;
    }

    /**
     * Opens a journal, or begins one.
     *
     * @param folder where journals are
     * @param replay the replay
     * @throws IOException if it can't be read or written
     * @throws IllegalArgumentException in one sentence, if the replay was begun in another way, or goes on elsewhere
     */
    public static Journal open(Path folder, Replay replay) throws IOException {
        Files.createDirectories(folder);
        Path path = folder.resolve(replay.id() + ".ndjson");
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            lock(file, replay);
            String text = Files.readString(path);
            // What a crash has cut off was not done for certain.
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            file.truncate(whole.getBytes(StandardCharsets.UTF_8).length);
            file.position(file.size());
            Journal journal = new Journal(file, new HashSet<>());
            journal.begin(whole, replay, path);
            return journal;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static void lock(FileChannel file, Replay replay) throws IOException {
        try {
            FileLock lock = file.tryLock();
            if (lock != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            throw atWork(replay);
        }
        throw atWork(replay);
    }

    private static IllegalArgumentException atWork(Replay replay) {
        return new IllegalArgumentException(
                "The replay " + replay.id() + " is at work already; wait until it has ended.");
    }

    private void begin(String text, Replay replay, Path path) {
        if (text.isEmpty()) {
            append(replay.document());
            return;
        }
        try {
            text.lines().map(JsonDocument::parse).forEach(line -> {
                if (line.get("done") instanceof String item) {
                    done.add(item);
                } else if (!Boolean.valueOf(replay.notifies()).equals(line.get("notify"))) {
                    throw new IllegalArgumentException(
                            "The replay " + replay.id() + " was begun " + (replay.notifies() ? "without" : "with")
                                    + " --notify; go on like that, or take another id.");
                }
            });
        } catch (UnexpectedEventException e) {
            throw new IllegalArgumentException(path + " is no journal of a replay; take another id.", e);
        }
    }

    /** How many things are done. */
    public int size() {
        return done.size();
    }

    /** Whether a thing was done by this replay before. */
    boolean has(String item) {
        return done.contains(item);
    }

    /** Notes, before anything else happens, that a thing is done. */
    void add(String item) {
        append(Map.of("done", item));
        done.add(item);
    }

    private void append(Map<String, ?> line) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap((JsonDocument.write(line) + '\n').getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException("The journal of the replay can't be written", e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
