package dev.dromedary.lambda.stub;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Objects and uploads in parts, in memory; an object is named by its path, {@code /bucket/key}. */
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

    private record Upload(String path, Map<String, String> metadata, Map<Integer, byte[]> parts) {}

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

    String begin(String path, Map<String, String> metadata) {
        String id = "upload-" + lastUpload.incrementAndGet();
        uploads.put(id, new Upload(path, metadata, new TreeMap<>()));
        return id;
    }

    String part(String id, int number, byte[] body) {
        uploads.get(id).parts().put(number, body);
        return etag(body);
    }

    Stored complete(String id) {
        Upload upload = uploads.remove(id);
        int size =
                upload.parts().values().stream().mapToInt(part -> part.length).sum();
        byte[] body = new byte[size];
        int at = 0;
        for (byte[] part : upload.parts().values()) {
            System.arraycopy(part, 0, body, at, part.length);
            at += part.length;
        }
        return put(upload.path(), body, upload.metadata());
    }

    void abort(String id) {
        uploads.remove(id);
    }

    private static String etag(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has MD5", e);
        }
    }
}
