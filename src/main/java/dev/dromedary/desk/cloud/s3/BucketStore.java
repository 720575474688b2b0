package dev.dromedary.desk.cloud.s3;

import dev.dromedary.desk.cloud.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a bucket holds, in memory and in its folder, always changed together. Its owner locks it. A change takes effect
 * when its version's note is written or deleted; what a process that ends then leaves undone, {@link BucketScan} does.
 */
record BucketStore(BucketIndex index, BucketFiles files, KeyPaths keyPaths) {

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

    /**
     * Makes a version the newest of its key, in place of the one with the same version id.
     *
     * @param body the file of its bytes, which is moved away; null for a delete marker
     */
    void put(StoredVersion version, Path body) throws IOException {
        Optional<StoredVersion> replaced = index.version(version.key(), version.versionId());
        if (body != null) {
            readyPath(version.key());
            WholeFile.replace(files.version(version), body);
        }
        files.note(version);
        Optional<String> before = setAside(version.key());
        index.put(version);
        show(version.key(), before);
        if (replaced.isPresent()) {
            files.forget(replaced.get());
        }
    }

    /** Takes a version away for good, so that the one before it, if any, is the newest. */
    void remove(StoredVersion version) throws IOException {
        boolean current = index.current(version.key()).filter(version::equals).isPresent();
        Optional<String> before = current ? setAside(version.key()) : Optional.empty();
        files.forget(version);
        index.remove(version);
        show(version.key(), before);
    }

    /** Moves the current object's file to the versions, where it stays if it is not the newest any more. */
    private Optional<String> setAside(String key) throws IOException {
        Optional<String> path = index.path(key);
        if (path.isPresent()) {
            Path file = files.current(path.get());
            if (Files.isRegularFile(file)) {
                WholeFile.replace(files.version(index.current(key).orElseThrow()), file);
            }
            index.place(key, null);
        }
        return path;
    }

    /**
     * Moves the current object's file to where people look for it, unless it is there.
     *
     * @param before where the key's file lay; empty folders above it go
     */
    void show(String key, Optional<String> before) throws IOException {
        Optional<StoredVersion> current = index.current(key);
        if (current.isPresent() && index.path(key).isEmpty()) {
            String path = readyPath(key);
            WholeFile.replace(files.current(path), files.version(current.get()));
            index.place(key, path);
        }
        if (before.isPresent()) {
            files.prune(files.current(before.get()).getParent());
        }
    }

    /** Where the object of this key is to lie; the folders are there. */
    private String readyPath(String key) throws IOException {
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
