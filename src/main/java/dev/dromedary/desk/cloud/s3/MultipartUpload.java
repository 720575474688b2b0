package dev.dromedary.desk.cloud.s3;

import dev.dromedary.desk.cloud.Identifiers;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * An upload in parts. Parts that come one after the other in rising order are appended to one file, so that completion
 * is a rename. A part that comes late, again or beside another has a file of its own; completion then copies.
 */
final class MultipartUpload {
    private final String id;
    private final String key;
    private final ObjectHeaders headers;
    private final PartRules rules;
    private final Instant initiated;
    private final BucketFiles files;
    private final Path body;
    private RandomAccessFile appended;
    private final TreeMap<Integer, Part> parts = new TreeMap<>();
    private long bodyLength;
    private int lastAppended;
    private boolean appending;
    private boolean closed;

    /**
     * A part that arrived whole.
     *
     * @param checksum of its bytes, in base64
     * @param file where its bytes are: the upload's body or a file of its own
     * @param offset where they begin there
     */
    record Part(int number, String etag, long size, String checksum, Instant modified, Path file, long offset) {}

    MultipartUpload(String id, String key, ObjectHeaders headers, PartRules rules, BucketFiles files)
            throws IOException {
        this.id = id;
        this.key = key;
        this.headers = headers;
        this.rules = rules;
        this.initiated = Instant.now();
        this.files = files;
        this.body = files.staged();
        this.appended = new RandomAccessFile(body.toFile(), "rw");
    }

    String id() {
        return id;
    }

    String key() {
        return key;
    }

    ObjectHeaders headers() {
        return headers;
    }

    Instant initiated() {
        return initiated;
    }

    /** The parts that arrived, by number. */
    synchronized List<Part> parts() {
        return List.copyOf(parts.values());
    }

    /** @param contentLength in bytes; null to go by the body */
    Part add(int number, RequestBody content, Long contentLength, BodyChecksum checksum) throws IOException {
        rules.checkAlgorithm(checksum.algorithm());
        long offset = beginAppending(number);
        if (offset >= 0) {
            long written = -1;
            String verified;
            try {
                long length = BodyWriter.write(content, contentLength, checksum, appended, offset);
                verified = checksum.verified();
                written = length;
            } finally {
                endAppending(number, written);
            }
            return arrived(new Part(number, Identifiers.random(), written, verified, Instant.now(), body, offset));
        }
        Path file = files.staged();
        try (RandomAccessFile own = new RandomAccessFile(file.toFile(), "rw")) {
            long written = BodyWriter.write(content, contentLength, checksum, own, 0);
            return arrived(
                    new Part(number, Identifiers.random(), written, checksum.verified(), Instant.now(), file, 0));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** Where the part goes in the body; negative when it needs a file of its own. */
    private synchronized long beginAppending(int number) {
        checkOpen();
        if (appending || number <= lastAppended) {
            return -1;
        }
        appending = true;
        return bodyLength;
    }

    private synchronized void endAppending(int number, long written) throws IOException {
        appending = false;
        if (closed) {
            discardFiles();
        } else if (written < 0) {
            appended.setLength(bodyLength);
        } else {
            bodyLength += written;
            lastAppended = number;
        }
    }

    private synchronized Part arrived(Part part) throws IOException {
        checkOpen();
        Part before = parts.put(part.number(), part);
        if (before != null && !before.file().equals(body)) {
            Files.deleteIfExists(before.file());
        }
        return part;
    }

    private void checkOpen() {
        if (closed) {
            throw S3Errors.noSuchUpload(id);
        }
    }

    /**
     * Hands over the whole body, and ends the upload unless this throws.
     *
     * @param wanted the parts to join, as the caller names them
     * @param publish moves the file that it gets away
     */
    synchronized StoredVersion complete(List<CompletedPart> wanted, Function<Path, StoredVersion> publish)
            throws IOException {
        checkOpen();
        List<Part> chosen = rules.chosen(wanted, parts);
        long end = 0;
        boolean inPlace = !appending;
        for (Part part : chosen) {
            inPlace = inPlace && part.file().equals(body) && part.offset() == end;
            end += part.size();
        }
        StoredVersion version = inPlace && end == bodyLength ? handOver(publish) : handOver(join(chosen), publish);
        discard();
        return version;
    }

    private StoredVersion handOver(Function<Path, StoredVersion> publish) throws IOException {
        appended.close();
        try {
            return publish.apply(body);
        } catch (RuntimeException e) {
            if (Files.exists(body)) {
                appended = new RandomAccessFile(body.toFile(), "rw");
            } else {
                discard();
            }
            throw e;
        }
    }

    private static StoredVersion handOver(Path joined, Function<Path, StoredVersion> publish) throws IOException {
        try {
            return publish.apply(joined);
        } finally {
            Files.deleteIfExists(joined);
        }
    }

    private Path join(List<Part> chosen) throws IOException {
        Path joined = files.staged();
        try (FileChannel to = FileChannel.open(joined, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (Part part : chosen) {
                copy(part, to);
            }
            return joined;
        } catch (IOException e) {
            Files.deleteIfExists(joined);
            throw e;
        }
    }

    private static void copy(Part part, FileChannel to) throws IOException {
        try (FileChannel from = FileChannel.open(part.file(), StandardOpenOption.READ)) {
            long done = 0;
            while (done < part.size()) {
                long moved = from.transferTo(part.offset() + done, part.size() - done, to);
                if (moved <= 0) {
                    throw new IOException("part " + part.number() + " is shorter than it was");
                }
                done += moved;
            }
        }
    }

    /** Ends the upload and deletes what is left of it. A part that is still arriving cleans up after itself. */
    synchronized void discard() throws IOException {
        closed = true;
        if (!appending) {
            discardFiles();
        }
    }

    private void discardFiles() throws IOException {
        appended.close();
        Files.deleteIfExists(body);
        for (Part part : parts.values()) {
            Files.deleteIfExists(part.file());
        }
    }
}
