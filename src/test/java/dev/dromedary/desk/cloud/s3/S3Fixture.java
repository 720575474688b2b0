package dev.dromedary.desk.cloud.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** An embedded S3 with one versioned and one unversioned bucket, and the changes that it told of. */
public final class S3Fixture implements AutoCloseable {
    static final String BUCKET = "readings";
    static final String PLAIN = "unversioned";

    final Path folder;
    final List<ObjectChange> changes = new CopyOnWriteArrayList<>();
    private EmbeddedS3 s3;

    S3Fixture(Path folder) {
        this.folder = folder;
        open();
        s3.createBucket(bucket -> bucket.bucket(BUCKET));
        s3.createBucket(PLAIN, false);
    }

    private void open() {
        try {
            s3 = new EmbeddedS3(folder, changes::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    EmbeddedS3 s3() {
        return s3;
    }

    void reopen() {
        s3.close();
        open();
    }

    PutObjectResponse put(String key, String text) {
        return put(s3, BUCKET, key, text);
    }

    public static PutObjectResponse put(S3Client s3, String bucket, String key, String text) {
        return s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(text));
    }

    String get(String key) {
        return get(s3, BUCKET, key);
    }

    public static String get(S3Client s3, String bucket, String key) {
        return s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asString(StandardCharsets.UTF_8);
    }

    List<String> keys(String bucket) {
        List<String> keys = new ArrayList<>();
        s3.listObjectsV2Paginator(request -> request.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .forEach(keys::add);
        return keys;
    }

    /** All files below a folder, by their path in it. */
    static List<String> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        s3.close();
    }
}
