package dev.dromedary.desk.cloud.s3;

import java.io.IOException;
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

/** An upload in parts: each is a file of its own until they are joined. */
final class MultipartUpload {
    private final String id = Identifiers.random();
    private final Instant initiated = Instant.now();
    private final String key;
    private final ObjectHeaders headers;
    private final PartRules rules;
    private final BucketFiles files;
    private final TreeMap<Integer, Part> parts = new TreeMap<>();
    private boolean closed;

    /**
     * A part that arrived whole.
     *
     * @param checksum of its bytes, in base64
     */
    record Part(int number, String etag, long size, String checksum, Instant modified, Path file) {
        String quotedEtag() {
            return '"' + etag + '"';
        }
    }

    MultipartUpload(String key, ObjectHeaders headers, PartRules rules, BucketFiles files) {
        this.key = key;
        this.headers = headers;
        this.rules = rules;
        this.files = files;
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
        Path file = files.staged();
        try {
            long size = BodyWriter.write(content, contentLength, checksum, file);
            return arrived(new Part(number, Identifiers.random(), size, checksum.verified(), Instant.now(), file));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private synchronized Part arrived(Part part) throws IOException {
        checkOpen();
        Part before = parts.put(part.number(), part);
        if (before != null) {
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
        Path joined = files.staged();
        StoredVersion version;
        try {
            try (FileChannel out = FileChannel.open(joined, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                for (Part part : chosen) {
                    append(part, out);
                }
            }
            version = publish.apply(joined);
        } finally {
            Files.deleteIfExists(joined);
        }
        discard();
        return version;
    }

    /** Lets the system copy, which takes less than half the time of copying through the heap. */
    private static void append(Part part, FileChannel out) throws IOException {
        try (FileChannel in = FileChannel.open(part.file())) {
            long copied = 0;
            // One call moves at most 2 GiB; a part may have 5.
            while (copied < part.size()) {
                long moved = in.transferTo(copied, part.size() - copied, out);
                if (moved <= 0) {
                    throw new IOException("the file of part " + part.number() + " is shorter than the part was");
                }
                copied += moved;
            }
        }
    }

    /** Ends the upload and deletes what is left of it. A part that is still arriving cleans up after itself. */
    synchronized void discard() throws IOException {
        closed = true;
        for (Part part : parts.values()) {
            Files.deleteIfExists(part.file());
        }
    }
}
