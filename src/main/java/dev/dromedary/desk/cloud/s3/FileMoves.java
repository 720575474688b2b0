package dev.dromedary.desk.cloud.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Brings a bucket's files where its journal says that they are. Each step can be done again, so that a change which a
 * crash broke off is finished when the bucket is next opened.
 *
 * @param previous the object that was current before the change
 * @param previousPath where it lay
 */
record FileMoves(BucketFiles files, Optional<StoredVersion> previous, Optional<String> previousPath) {

    /** The state of the entry's key before the entry is applied to the index. */
    static FileMoves before(BucketIndex index, BucketFiles files, JournalEntry entry) {
        if (entry instanceof JournalEntry.Put put) {
            String key = put.version().key();
            return new FileMoves(files, index.current(key), index.path(key));
        }
        if (entry instanceof JournalEntry.Remove remove) {
            return new FileMoves(files, index.current(remove.key()), index.path(remove.key()));
        }
        return new FileMoves(files, Optional.empty(), Optional.empty());
    }

    /** @param index with the entry applied */
    void settle(JournalEntry entry, BucketIndex index) throws IOException {
        if (entry instanceof JournalEntry.Put put) {
            settle(put);
        } else if (entry instanceof JournalEntry.Remove remove) {
            settle(remove, index);
        }
    }

    private void settle(JournalEntry.Put put) throws IOException {
        boolean replaced = previous.isPresent()
                && previous.get().versionId().equals(put.version().versionId());
        if (previous.isPresent() && !replaced) {
            Path aside = files.version(previous.get());
            Path current = files.current(previousPath.orElseThrow());
            if (Files.notExists(aside) && Files.isRegularFile(current)) {
                BucketFiles.move(current, aside);
            }
        }
        if (put.path() != null) {
            restore(put.version(), put.path());
        }
        boolean moved = previousPath.isPresent() && !previousPath.get().equals(put.path());
        if (moved && replaced) {
            files.deleteCurrent(previousPath.get());
        } else if (moved) {
            files.prune(files.current(previousPath.get()).getParent());
        }
    }

    private void settle(JournalEntry.Remove remove, BucketIndex index) throws IOException {
        if (previous.isPresent() && previous.get().sequencer().equals(remove.sequencer())) {
            if (!previousPath.orElseThrow().equals(remove.path())) {
                files.deleteCurrent(previousPath.get());
            }
        }
        Optional<StoredVersion> current = index.current(remove.key());
        if (current.isPresent()) {
            restore(current.get(), remove.path());
        }
        Files.deleteIfExists(files.hidden().resolve("versions").resolve(remove.sequencer()));
    }

    private void restore(StoredVersion version, String path) throws IOException {
        Path waiting = files.version(version);
        if (Files.exists(waiting)) {
            files.ready(path);
            BucketFiles.move(waiting, files.current(path));
        }
    }
}
