package dev.dromedary.desk.cloud.s3;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dromedary.desk.cloud.Identifiers;
import dev.dromedary.desk.cloud.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One bucket. A write first stands whole in a file of its own; then, under the lock, it is noted in the journal and
 * renamed to its place. A reader finds and opens its file under the same lock, so it has one version whole, however long
 * it reads.
 */
final class Bucket implements AutoCloseable {
    static final String ENABLED = "Enabled";
    static final String SUSPENDED = "Suspended";
    static final String NEVER_VERSIONED = "";

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final String name;
    private final BucketFiles files;
    private final Sequencer sequencer;
    private final Consumer<ObjectChange> changes;
    private final BucketState state;
    private final MultipartUploads uploads;
    private String versioning;
    private boolean deleted;

    /** An object and its bytes. The caller closes the stream. */
    record Opened(StoredVersion version, InputStream stream) {}

    /**
     * Opens the folder, which may be new.
     *
     * @param versioning the status of a bucket that is new
     */
    Bucket(
            String name,
            BucketFiles files,
            String versioning,
            KeyPaths keyPaths,
            Sequencer sequencer,
            ObjectMapper mapper,
            Consumer<ObjectChange> changes)
            throws IOException {
        this.name = name;
        this.files = files;
        this.sequencer = sequencer;
        this.changes = changes;
        BucketIndex index = new BucketIndex(keyPaths);
        BucketRecovery recovery = new BucketRecovery(files, index, sequencer, keyPaths, versioning);
        this.state = new BucketState(index, files, recovery.run(mapper), keyPaths);
        this.versioning = recovery.versioning();
        this.uploads = new MultipartUploads(this);
    }

    String name() {
        return name;
    }

    BucketFiles files() {
        return files;
    }

    MultipartUploads uploads() {
        return uploads;
    }

    String versioning() {
        return read(index -> versioning);
    }

    void versioning(String status) {
        lock.writeLock().lock();
        try {
            state.journal().append(new JournalEntry.Versioning(status));
            versioning = status;
        } catch (IOException e) {
            throw S3Errors.broken("change the versioning of " + name, e);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Looks at the index while nobody changes it. */
    <T> T read(Function<BucketIndex, T> look) {
        lock.readLock().lock();
        try {
            return look.apply(state.index());
        } finally {
            lock.readLock().unlock();
        }
    }

    /** @param versionId null for the newest */
    StoredVersion find(String key, String versionId) {
        return read(index -> state.find(key, versionId));
    }

    /**
     * Finds an object and opens it.
     *
     * @param versionId null for the newest
     * @param condition throws when the object is not the one that the caller wants
     */
    Opened open(String key, String versionId, Consumer<StoredVersion> condition) {
        return read(index -> {
            StoredVersion version = state.find(key, versionId);
            condition.accept(version);
            try {
                return new Opened(version, Files.newInputStream(state.file(version)));
            } catch (IOException e) {
                throw S3Errors.broken("read " + Shown.of(key), e);
            }
        });
    }

    /**
     * Makes a body the newest version of its key.
     *
     * @param staged the file of the whole body; this method moves it away, unless it throws
     */
    StoredVersion publish(Path staged, NewObject object) {
        StoredVersion version;
        lock.writeLock().lock();
        try {
            checkOpen();
            object.condition().check(object.key(), state.index().current(object.key()));
            version = new StoredVersion(
                    object.key(),
                    newVersionId(),
                    false,
                    Files.size(staged),
                    object.etag(),
                    sequencer.next(),
                    now(),
                    object.headers());
            BucketFiles.touch(staged, version);
            String path = state.readyPath(object.key());
            BucketFiles.move(staged, files.version(version));
            state.change(new JournalEntry.Put(version, path));
        } catch (IOException e) {
            throw S3Errors.broken("store " + Shown.of(object.key()), e);
        } finally {
            lock.writeLock().unlock();
        }
        changes.accept(ObjectChange.of(name, version, version.sequencer(), ObjectChange.Type.CREATED, object.reason()));
        return version;
    }

    /**
     * Deletes a key or one of its versions.
     *
     * @param versionId null to delete the key: with versioning by a delete marker, else for good
     * @return the delete marker that was made, or the version that is gone; empty when there was nothing to delete
     */
    Optional<StoredVersion> delete(String key, String versionId, WriteCondition condition, String reason) {
        Optional<StoredVersion> gone;
        ObjectChange.Type type;
        String sequence;
        lock.writeLock().lock();
        try {
            checkOpen();
            condition.check(key, state.index().current(key));
            sequence = sequencer.next();
            if (versionId == null && !versioning.equals(NEVER_VERSIONED)) {
                type = ObjectChange.Type.DELETE_MARKER_CREATED;
                gone = Optional.of(new StoredVersion(key, newVersionId(), true, 0, "", sequence, now(), null));
                state.change(new JournalEntry.Put(gone.get(), null));
            } else {
                type = ObjectChange.Type.DELETED;
                gone = versionId == null
                        ? state.index().current(key)
                        : state.index().version(key, versionId);
                if (gone.isPresent()) {
                    state.remove(gone.get());
                }
            }
        } catch (IOException e) {
            throw S3Errors.broken("delete " + Shown.of(key), e);
        } finally {
            lock.writeLock().unlock();
        }
        if (gone.isPresent()) {
            changes.accept(ObjectChange.of(name, gone.get(), sequence, type, reason));
        }
        return gone;
    }

    private String newVersionId() {
        return versioning.equals(ENABLED) ? Identifiers.random() : StoredVersion.UNVERSIONED;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private void checkOpen() {
        if (deleted) {
            throw S3Errors.noSuchBucket(name);
        }
    }

    /** Deletes the bucket, which must hold no object, version or delete marker. */
    void delete() {
        deleteFolders();
        try {
            uploads.close();
        } catch (IOException e) {
            throw S3Errors.broken("end the uploads of " + name, e);
        }
    }

    private void deleteFolders() {
        lock.writeLock().lock();
        try {
            checkOpen();
            if (!state.index().isEmpty() || files.holdsFiles()) {
                throw S3Errors.error(
                        409,
                        "BucketNotEmpty",
                        "The bucket " + name + " still holds objects, versions or delete markers.");
            }
            state.journal().close();
            BucketFiles.deleteTree(files.content());
            BucketFiles.deleteTree(files.hidden());
            deleted = true;
        } catch (IOException e) {
            throw S3Errors.broken("delete the bucket " + name, e);
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public void close() throws IOException {
        uploads.close();
        lock.writeLock().lock();
        try {
            state.journal().close();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
