package dev.dromedary.function.runtime.stub;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;

/**
 * Objects and uploads in parts, in memory; an object is named by its path, {@code /bucket/key}. As strict as S3 with parts and
 * their checksums.
 */
public final class S3Objects {

    /**
     * An object.
     *
     * @param body its bytes
     * @param etag its ETag without quotes
     * @param metadata user metadata headers, in lower case
     */
    public record Stored(byte[] body, String etag, Map<String, String> metadata) {

        /** The body as text. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private record Upload(
            String path, Map<String, String> metadata, boolean checksums, Map<Integer, PartOfObject> parts) {}

    private record PartOfObject(byte[] body, String crc32) {}

    /** A part as the caller names it to complete an upload. */
    record Named(int number, String etag, String crc32) {}

    /** What S3 answers in place of doing what it was asked for. */
    static final class RefusedException extends RuntimeException {

        private final int status;

        RefusedException(int status, String code) {
            super(code);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    private static final int SMALLEST_PART = 5 * 1024 * 1024;

    private final Map<String, Stored> objects = new ConcurrentSkipListMap<>();
    private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
    private final AtomicInteger lastUpload = new AtomicInteger();

    /** Stores an object and returns it. */
    public Stored put(String path, byte[] body, Map<String, String> metadata) {
        Stored stored = new Stored(body, etag(body), Map.copyOf(metadata));
        objects.put(path, stored);
        return stored;
    }

    /** Stores text and returns the object. */
    public Stored put(String path, String text) {
        return put(path, text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** The object, or null. */
    public Stored get(String path) {
        return objects.get(path);
    }

    /** The paths of all objects, in order. */
    public Iterable<String> paths() {
        return objects.keySet();
    }

    /** How many uploads are neither completed nor aborted. */
    public int openUploads() {
        return uploads.size();
    }

    void delete(String path) {
        objects.remove(path);
    }

    String begin(String path, Map<String, String> metadata, String algorithm) {
        String id = "upload-" + lastUpload.incrementAndGet();
        uploads.put(id, new Upload(path, metadata, "CRC32".equals(algorithm), new TreeMap<>()));
        return id;
    }

    private Upload upload(String id) {
        Upload upload = uploads.get(id);
        if (upload == null) {
            throw new RefusedException(404, "NoSuchUpload");
        }
        return upload;
    }

    String part(String id, int number, byte[] body, String crc32) {
        Upload upload = upload(id);
        if (upload.checksums() && crc32 == null) {
            throw new RefusedException(400, "InvalidRequest");
        }
        upload.parts().put(number, new PartOfObject(body, crc32));
        return etag(body);
    }

    Stored complete(String id, List<Named> named) {
        Upload upload = upload(id);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int before = 0;
        int sizeBefore = SMALLEST_PART;
        for (Named each : named) {
            PartOfObject part = upload.parts().get(each.number());
            if (each.number() <= before) {
                throw new RefusedException(400, "InvalidPartOrder");
            }
            if (part == null
                    || !etag(part.body()).equals(each.etag())
                    || !Objects.equals(upload.checksums() ? part.crc32() : null, each.crc32())) {
                throw new RefusedException(400, "InvalidPart");
            }
            if (sizeBefore < SMALLEST_PART) {
                throw new RefusedException(400, "EntityTooSmall");
            }
            body.writeBytes(part.body());
            before = each.number();
            sizeBefore = part.body().length;
        }
        uploads.remove(id);
        return put(upload.path(), body.toByteArray(), upload.metadata());
    }

    void abort(String id) {
        upload(id);
        uploads.remove(id);
    }

    /** CRC32 in base64, as S3 has it. */
    static String crc32(byte[] body) {
        CRC32 crc = new CRC32();
        crc.update(body);
        return Base64.getEncoder()
                .encodeToString(
                        ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    private static String etag(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has MD5", e);
        }
    }
}
