package dev.dromedary.desk.cloud.s3;

import dev.dromedary.desk.cloud.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what a bucket's folder holds: the versions that are noted, finishing a change that the end of a process broke
 * off, and what a person did to the files since. A file that was added by hand is an object, one that was changed is a
 * new version, one that is gone is deleted; none of these makes an event.
 */
final class BucketScan {
    /** File systems keep times of files to between 1 ns and 2 s. */
    private static final Duration TIME_GRAIN = Duration.ofSeconds(2);

    private final BucketStore store;
    private final BucketFiles files;
    private final BucketIndex index;
    private final Sequencer sequencer;
    private final boolean versioned;
    /** Keys whose newest version may lie where people do not see it. */
    private final List<String> waiting = new ArrayList<>();

    BucketScan(BucketStore store, Sequencer sequencer, boolean versioned) {
        this.store = store;
        this.files = store.files();
        this.index = store.index();
        this.sequencer = sequencer;
        this.versioned = versioned;
    }

    /** Fills the index. */
    void run() throws IOException {
        Map<String, List<StoredVersion>> noted = new HashMap<>();
        for (StoredVersion version : files.noted()) {
            noted.computeIfAbsent(version.key(), key -> new ArrayList<>()).add(0, version);
            index.put(version);
            sequencer.startAfter(version.sequencer());
        }
        Map<String, String> found = new HashMap<>();
        for (String path : files.found()) {
            store.keyPaths().key(path).ifPresent(key -> found.putIfAbsent(key, path));
        }
        for (Map.Entry<String, List<StoredVersion>> each : noted.entrySet()) {
            settle(each.getValue(), found.remove(each.getKey()));
        }
        for (Map.Entry<String, String> each : found.entrySet()) {
            boolean hidden =
                    files.current(each.getValue()).getFileName().toString().startsWith(".");
            if (!hidden) {
                adopt(each.getKey(), each.getValue(), ObjectHeaders.NONE);
            }
        }
        for (String key : waiting) {
            store.show(key, Optional.empty());
        }
        files.sweep(index);
    }

    /**
     * Brings a key's files where they belong.
     *
     * @param versions newest first, with those that a newer one of the same version id replaced
     * @param path where people see a file of the key; null if there is none
     */
    private void settle(List<StoredVersion> versions, String path) throws IOException {
        StoredVersion newest = versions.get(0);
        boolean shown = !newest.deleteMarker() && Files.notExists(files.version(newest));
        StoredVersion owner = null;
        for (StoredVersion older : versions.subList(1, versions.size())) {
            if (!older.deleteMarker() && Files.notExists(files.version(older))) {
                owner = owner == null ? older : owner;
                if (shown || path == null || owner != older) {
                    index.remove(older);
                }
            }
        }
        if (shown) {
            settleShown(newest, path);
        } else if (path != null && owner == null) {
            adopt(newest.key(), path, ObjectHeaders.NONE);
        } else {
            if (path != null) {
                Path file = files.current(path);
                WholeFile.replace(files.version(owner), file);
                files.prune(file.getParent());
            }
            waiting.add(newest.key());
        }
    }

    private void settleShown(StoredVersion newest, String path) throws IOException {
        if (path == null) {
            index.remove(newest);
            if (!index.versions(newest.key()).isEmpty()) {
                note(StoredVersion.marker(newest.key(), versionId(), sequencer.next()), null);
            }
        } else if (changed(files.current(path), newest)) {
            index.remove(newest);
            adopt(newest.key(), path, newest.headers());
        } else {
            index.place(newest.key(), path);
        }
    }

    private static boolean changed(Path file, StoredVersion version) throws IOException {
        Instant modified = Files.getLastModifiedTime(file).toInstant();
        return Files.size(file) != version.size()
                || Duration.between(version.modified(), modified).abs().compareTo(TIME_GRAIN) > 0;
    }

    private void adopt(String key, String path, ObjectHeaders headers) throws IOException {
        Path file = files.current(path);
        long modified = Files.getLastModifiedTime(file).toMillis();
        String etag = Identifiers.random();
        long size = Files.size(file);
        note(new StoredVersion(key, versionId(), false, size, etag, sequencer.next(), modified, headers), path);
    }

    private void note(StoredVersion version, String path) throws IOException {
        files.note(version);
        index.put(version);
        index.place(version.key(), path);
    }

    private String versionId() {
        return versioned ? Identifiers.random() : StoredVersion.UNVERSIONED;
    }
}
