package dev.dromedary.desk.cloud.s3;

import dev.dromedary.desk.cloud.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One bucket. A write first stands whole in a file of its own; then, under the lock, it is noted and renamed to its
 * place. A reader finds and opens its file under the same lock, so it has one version whole, however long
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
    private final BucketStore store;
    private final MultipartUploads uploads;
    private String versioning;
    private boolean closed;

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
            Consumer<ObjectChange> changes)
            throws IOException {
        this.name = name;
        this.files = files;
        this.sequencer = sequencer;
        this.changes = changes;
        this.store = new BucketStore(new BucketIndex(keyPaths), files, keyPaths);
        files.create();
        BucketFiles.Configuration configuration =
                files.configuration().orElse(new BucketFiles.Configuration(versioning, sequencer.next()));
        sequencer.startAfter(configuration.sequencer());
        this.versioning = configuration.versioning();
        new BucketScan(store, sequencer, this.versioning.equals(ENABLED)).run();
        keepConfiguration();
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
            files.keep(new BucketFiles.Configuration(status, sequencer.next()));
            versioning = status;
        } catch (IOException e) {
            throw S3Errors.broken("change the versioning of " + name, e);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void keepConfiguration() throws IOException {
        files.keep(new BucketFiles.Configuration(versioning, sequencer.next()));
    }

    /** Looks at the index while nobody changes it. */
    <T> T read(Function<BucketIndex, T> look) {
        lock.readLock().lock();
        try {
            return look.apply(store.index());
        } finally {
            lock.readLock().unlock();
        }
    }

    /** @param versionId null for the newest */
    StoredVersion find(String key, String versionId) {
        return read(index -> store.find(key, versionId));
    }

    /**
     * Finds an object and opens it.
     *
     * @param versionId null for the newest
     * @param condition throws when the object is not the one that the caller wants
     */
    Opened open(String key, String versionId, Consumer<StoredVersion> condition) {
        return read(index -> {
            StoredVersion version = store.find(key, versionId);
            condition.accept(version);
            try {
                return new Opened(version, Files.newInputStream(store.file(version)));
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
            object.condition().check(object.key(), store.index().current(object.key()));
            version = new StoredVersion(
                    object.key(),
                    newVersionId(),
                    false,
                    Files.size(staged),
                    object.etag(),
                    sequencer.next(),
                    System.currentTimeMillis(),
                    object.headers());
            BucketFiles.touch(staged, version);
            store.put(version, staged);
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
            condition.check(key, store.index().current(key));
            sequence = sequencer.next();
            if (versionId == null && !versioning.equals(NEVER_VERSIONED)) {
                type = ObjectChange.Type.DELETE_MARKER_CREATED;
                gone = Optional.of(StoredVersion.marker(key, newVersionId(), sequence));
                store.put(gone.get(), null);
            } else {
                type = ObjectChange.Type.DELETED;
                gone = versionId == null
                        ? store.index().current(key)
                        : store.index().version(key, versionId);
                if (gone.isPresent()) {
                    store.remove(gone.get());
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

    private void checkOpen() {
        if (closed) {
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
            if (!store.index().isEmpty() || files.holdsFiles()) {
                throw S3Errors.error(
                        409,
                        "BucketNotEmpty",
                        "The bucket " + name + " still holds objects, versions or delete markers.");
            }
            BucketFiles.deleteTree(files.content());
            BucketFiles.deleteTree(files.hidden());
            closed = true;
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
            if (!closed) {
                keepConfiguration();
                closed = true;
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * What a finished body is to become.
     *
     * @param etag without quotes
     * @param reason the S3 operation, as an event names it
     */
    record NewObject(String key, ObjectHeaders headers, String etag, WriteCondition condition, String reason) {}
}
