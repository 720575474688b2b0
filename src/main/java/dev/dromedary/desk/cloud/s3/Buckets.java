package dev.dromedary.desk.cloud.s3;

import dev.dromedary.desk.cloud.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The buckets of a folder. Each direct child whose name a bucket may have is one. */
final class Buckets implements AutoCloseable {
    private static final String HIDDEN = ".dromedary";

    private final NavigableMap<String, Bucket> open = new ConcurrentSkipListMap<>();
    private final Path folder;
    private final Consumer<ObjectChange> changes;
    private final Sequencer sequencer = new Sequencer();
    private final KeyPaths keyPaths = KeyPaths.ofThisSystem();

    Buckets(Path folder, Consumer<ObjectChange> changes) throws IOException {
        this.folder = folder;
        this.changes = changes;
        Files.createDirectories(folder);
        try (Stream<Path> children = Files.list(folder)) {
            for (Path child : children.filter(Files::isDirectory).toList()) {
                String name = child.getFileName().toString();
                if (Names.valid(name)) {
                    open.put(name, bucket(name, Bucket.ENABLED));
                }
            }
        }
    }

    private Bucket bucket(String name, String versioning) throws IOException {
        BucketFiles files =
                new BucketFiles(folder.resolve(name), folder.resolve(HIDDEN).resolve(name));
        return new Bucket(name, files, versioning, keyPaths, sequencer, changes);
    }

    Bucket find(String name) {
        if (name == null || !Names.valid(name)) {
            throw Names.invalid(name == null ? "" : name);
        }
        Bucket bucket = open.get(name);
        if (bucket == null) {
            throw S3Errors.noSuchBucket(name);
        }
        return bucket;
    }

    synchronized void create(String name, String versioning) {
        if (name == null || !Names.valid(name)) {
            throw Names.invalid(name == null ? "" : name);
        }
        if (open.containsKey(name)) {
            throw S3Errors.bucketExists(name);
        }
        try {
            BucketFiles.deleteTree(folder.resolve(HIDDEN).resolve(name));
            open.put(name, bucket(name, versioning));
        } catch (IOException e) {
            throw S3Errors.broken("create the bucket " + name, e);
        }
    }

    synchronized void delete(String name) {
        find(name).delete();
        open.remove(name);
    }

    ListBucketsResponse list() {
        List<software.amazon.awssdk.services.s3.model.Bucket> buckets = open.values().stream()
                .map(bucket -> software.amazon.awssdk.services.s3.model.Bucket.builder()
                        .name(bucket.name())
                        .creationDate(created(bucket))
                        .build())
                .toList();
        return ListBucketsResponse.builder().buckets(buckets).build();
    }

    private static Instant created(Bucket bucket) {
        try {
            return Files.getLastModifiedTime(bucket.files().hidden()).toInstant();
        } catch (IOException e) {
            throw S3Errors.broken("look at the bucket " + bucket.name(), e);
        }
    }

    @Override
    public void close() throws IOException {
        for (Bucket bucket : open.values()) {
            bucket.close();
        }
    }

    /**
     * The names that S3 takes for a general purpose bucket, after <a
     * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">Bucket naming rules</a>.
     */
    private static final class Names {
        private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
        private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");
        private static final Pattern RESERVED =
                Pattern.compile("(xn--|sthree-|amzn-s3-demo-).*|.*(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)");

        private Names() {}

        static boolean valid(String name) {
            return NAME.matcher(name).matches()
                    && !name.contains("..")
                    && !ADDRESS.matcher(name).matches()
                    && !RESERVED.matcher(name).matches();
        }

        static S3Exception invalid(String name) {
            return S3Errors.error(
                    400,
                    "InvalidBucketName",
                    "The bucket name " + Shown.of(name) + " is not valid: 3 to 63 lower-case letters, digits, dots and"
                            + " hyphens, beginning and ending with a letter or digit.");
        }
    }
}
