package dev.dromedary.desk.cloud.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a bucket holds, in memory, in its journal and in its folder, always changed together. Its owner locks it. */
record BucketState(BucketIndex index, BucketFiles files, Journal journal, KeyPaths keyPaths) {

    /** @param versionId null for the newest */
    StoredVersion find(String key, String versionId) {
        if (versionId == null) {
            return index.current(key).orElseThrow(() -> S3Errors.noSuchKey(key));
        }
        StoredVersion version = index.version(key, versionId).orElseThrow(() -> S3Errors.noSuchVersion(key, versionId));
        if (version.deleteMarker()) {
            throw S3Errors.error(405, "MethodNotAllowed", "This version of the key is a delete marker.");
        }
        return version;
    }

    /** Where the bytes of a version lie. */
    Path file(StoredVersion version) {
        boolean current = index.current(version.key()).filter(version::equals).isPresent();
        return current ? files.current(index.path(version.key()).orElseThrow()) : files.version(version);
    }

    /** Takes a version away for good, so that the one before it, if any, is the newest. */
    void remove(StoredVersion version) throws IOException {
        String key = version.key();
        boolean newest = index.latest(key).filter(version::equals).isPresent();
        Optional<StoredVersion> next =
                newest ? index.versions(key).stream().skip(1).findFirst() : index.latest(key);
        boolean object = next.isPresent() && !next.get().deleteMarker();
        change(new JournalEntry.Remove(key, version.sequencer(), object ? readyPath(key) : null));
    }

    /** Makes a change that takes effect whole, now or when the bucket is next opened. */
    void change(JournalEntry entry) throws IOException {
        FileMoves moves = FileMoves.before(index, files, entry);
        Optional<StoredVersion> replaced = entry instanceof JournalEntry.Put put
                ? index.version(put.version().key(), put.version().versionId())
                : Optional.empty();
        journal.append(entry);
        if (entry instanceof JournalEntry.Put put) {
            index.put(put.version(), put.path());
        } else if (entry instanceof JournalEntry.Remove remove) {
            index.remove(remove.key(), remove.sequencer(), remove.path());
        }
        moves.settle(entry, index);
        if (replaced.isPresent()) {
            Files.deleteIfExists(files.version(replaced.get()));
        }
    }

    /** Where the object of this key is to lie; the folders are there. */
    String readyPath(String key) throws IOException {
        String path = index.pathFor(key);
        if (files.ready(path)) {
            return path;
        }
        String detour = keyPaths.detour(key);
        if (!files.ready(detour)) {
            throw new IOException("something else stands at " + files.current(detour));
        }
        return detour;
    }
}
