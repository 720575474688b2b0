package dev.dromedary.desk.cloud.s3;

import static dev.dromedary.desk.cloud.s3.S3Fixture.BUCKET;
import static dev.dromedary.desk.cloud.s3.S3Fixture.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

class EmbeddedS3ObjectsTest {
    @TempDir
    Path folder;

    private S3Fixture fixture;
    private EmbeddedS3 s3;

    @BeforeEach
    void open() {
        fixture = new S3Fixture(folder);
        s3 = fixture.s3();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static void assertRefused(int status, String code, ThrowingCallable call) {
        S3Exception error = catchThrowableOfType(S3Exception.class, call);
        assertThat(error).as("an S3Exception").isNotNull();
        assertThat(error.statusCode()).isEqualTo(status);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(error.awsErrorDetails().sdkHttpResponse().statusCode()).isEqualTo(status);
    }

    @Test
    void shouldKeepAnObjectAsAPlainFile_whenItIsPut() throws IOException {
        s3.putObject(
                put -> put.bucket(BUCKET)
                        .key("raw/a/readings.csv")
                        .contentType("text/csv")
                        .metadata(Map.of("Correlation-Id", "c1")),
                RequestBody.fromString("a,b\n1,2\n"));

        assertThat(folder.resolve(BUCKET + "/raw/a/readings.csv")).hasContent("a,b\n1,2\n");
        HeadObjectResponse head =
                s3.headObject(request -> request.bucket(BUCKET).key("raw/a/readings.csv"));
        assertThat(head.contentLength()).isEqualTo(8);
        assertThat(head.contentType()).isEqualTo("text/csv");
        assertThat(head.metadata()).containsExactly(Map.entry("correlation-id", "c1"));
        assertThat(head.versionId()).isNotBlank();
        assertThat(head.eTag()).matches("\"[0-9a-f]{32}\"");
    }

    @Test
    void shouldTakeABodyOfUnknownLength_whenItIsAStream() {
        RequestBody body = RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream("streamed".getBytes(StandardCharsets.UTF_8)), "text/plain");

        s3.putObject(put -> put.bucket(BUCKET).key("x"), body);

        assertThat(fixture.get("x")).isEqualTo("streamed");
    }

    @Test
    void shouldCutTheBody_whenTheContentLengthIsShorter() {
        s3.putObject(put -> put.bucket(BUCKET).key("x").contentLength(3L), RequestBody.fromString("abcdef"));

        assertThat(fixture.get("x")).isEqualTo("abc");
    }

    @Test
    void shouldStoreNothing_whenTheBodyIsShorterThanItsLengthOrBreaks() {
        RequestBody shorter = RequestBody.fromInputStream(new ByteArrayInputStream(new byte[5]), 10);
        assertRefused(
                400,
                "IncompleteBody",
                () -> s3.putObject(put -> put.bucket(BUCKET).key("x"), shorter));

        InputStream broken = new BreakingStream(100_000);
        RequestBody breaking = RequestBody.fromInputStream(broken, 200_000);
        assertThatThrownBy(() -> s3.putObject(put -> put.bucket(BUCKET).key("x"), breaking))
                .hasMessageContaining("connection reset");

        assertThat(fixture.keys(BUCKET)).isEmpty();
        assertThat(S3Fixture.files(folder)).allMatch(file -> file.endsWith("bucket.json"));
        assertThat(fixture.changes).isEmpty();
    }

    @Test
    void shouldGiveEveryWriteAnEtagOfItsOwn_whenTheContentIsTheSame() {
        String first = fixture.put("x", "same").eTag();
        String second = fixture.put("x", "same").eTag();

        assertThat(second).isNotEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=2-4, cde, bytes 2-4/10",
        "bytes=7-, hij, bytes 7-9/10",
        "bytes=-2, ij, bytes 8-9/10",
        "bytes=5-99, fghij, bytes 5-9/10",
        "bytes=-99, abcdefghij, bytes 0-9/10",
        "lines=1-2, abcdefghij,",
        "bytes=5-2, abcdefghij,",
        "'bytes=0-1,3-4', abcdefghij,",
        "bytes=-, abcdefghij,"
    })
    void shouldAnswerTheRange_whenOneIsAskedFor(String range, String content, String contentRange) {
        fixture.put("x", "abcdefghij");

        var response =
                s3.getObjectAsBytes(request -> request.bucket(BUCKET).key("x").range(range));

        assertThat(response.asUtf8String()).isEqualTo(content);
        assertThat(response.response().contentRange()).isEqualTo(contentRange);
        assertThat(response.response().contentLength()).isEqualTo(content.length());
    }

    @Test
    void shouldRefuseARange_whenItHoldsNoByte() {
        fixture.put("x", "abc");
        fixture.put("empty", "");

        assertRefused(
                416,
                "InvalidRange",
                () -> s3.getObjectAsBytes(
                        request -> request.bucket(BUCKET).key("x").range("bytes=3-")));
        assertRefused(
                416,
                "InvalidRange",
                () -> s3.getObjectAsBytes(
                        request -> request.bucket(BUCKET).key("empty").range("bytes=-1")));
    }

    @Test
    void shouldStreamTheObject_whenItIsRead() throws IOException {
        fixture.put("x", "abcdefghij");

        try (InputStream in = s3.getObject(request -> request.bucket(BUCKET).key("x"))) {
            assertThat(in.skip(2)).isEqualTo(2);
            assertThat(in.read()).isEqualTo('c');
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("defghij");
        }
        Path file = folder.resolve("copy.txt");
        GetObjectResponse response =
                s3.getObject(request -> request.bucket(BUCKET).key("x"), ResponseTransformer.toFile(file));
        assertThat(file).hasContent("abcdefghij");
        assertThat(response.contentLength()).isEqualTo(10);
    }

    @Test
    void shouldCheckConditions_whenReading() {
        String old = fixture.put("x", "one").eTag();
        String etag = fixture.put("x", "two").eTag();

        assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("x").ifMatch(etag))
                        .asUtf8String())
                .isEqualTo("two");
        assertRefused(
                412,
                "PreconditionFailed",
                () -> s3.getObject(get -> get.bucket(BUCKET).key("x").ifMatch(old)));
        assertRefused(
                412,
                "PreconditionFailed",
                () -> s3.headObject(head -> head.bucket(BUCKET).key("x").ifMatch(old)));
        assertRefused(
                304,
                "NotModified",
                () -> s3.getObject(get -> get.bucket(BUCKET).key("x").ifNoneMatch(etag)));
        assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("x").ifNoneMatch(old))
                        .asUtf8String())
                .isEqualTo("two");
    }

    @Test
    void shouldCheckConditions_whenWriting() {
        String first = s3.putObject(put -> put.bucket(BUCKET).key("x").ifNoneMatch("*"), RequestBody.fromString("one"))
                .eTag();
        assertRefused(
                412,
                "PreconditionFailed",
                () -> s3.putObject(put -> put.bucket(BUCKET).key("x").ifNoneMatch("*"), RequestBody.fromString("two")));
        String second = s3.putObject(put -> put.bucket(BUCKET).key("x").ifMatch(first), RequestBody.fromString("two"))
                .eTag();
        assertRefused(
                412,
                "PreconditionFailed",
                () -> s3.putObject(put -> put.bucket(BUCKET).key("x").ifMatch(first), RequestBody.fromString("three")));
        assertRefused(
                404,
                "NoSuchKey",
                () -> s3.putObject(put -> put.bucket(BUCKET).key("y").ifMatch(first), RequestBody.fromString("three")));
        assertRefused(
                412,
                "PreconditionFailed",
                () -> s3.deleteObject(delete -> delete.bucket(BUCKET).key("x").ifMatch(first)));

        assertThat(fixture.get("x")).isEqualTo("two");
        s3.deleteObject(delete -> delete.bucket(BUCKET).key("x").ifMatch(second));
        s3.putObject(put -> put.bucket(BUCKET).key("x").ifNoneMatch("*"), RequestBody.fromString("again"));
        assertThat(fixture.get("x")).isEqualTo("again");
    }

    @Test
    void shouldKeepAllVersions_whenTheBucketIsVersioned() {
        String one = fixture.put("x", "one").versionId();
        String two = fixture.put("x", "two").versionId();
        String marker =
                s3.deleteObject(delete -> delete.bucket(BUCKET).key("x")).versionId();

        assertThat(Set.of(one, two, marker)).hasSize(3);
        assertRefused(404, "NoSuchKey", () -> fixture.get("x"));
        assertThat(folder.resolve(BUCKET + "/x")).doesNotExist();
        assertThat(version("x", one)).isEqualTo("one");
        assertThat(version("x", two)).isEqualTo("two");
        assertRefused(405, "MethodNotAllowed", () -> version("x", marker));
        assertRefused(404, "NoSuchVersion", () -> version("x", "none"));

        s3.deleteObject(delete -> delete.bucket(BUCKET).key("x").versionId(marker));
        assertThat(fixture.get("x")).isEqualTo("two");
        assertThat(folder.resolve(BUCKET + "/x")).hasContent("two");
        s3.deleteObject(delete -> delete.bucket(BUCKET).key("x").versionId(two));
        assertThat(fixture.get("x")).isEqualTo("one");
        s3.deleteObject(delete -> delete.bucket(BUCKET).key("x").versionId(one));
        assertThat(S3Fixture.files(folder)).allMatch(file -> file.endsWith("bucket.json"));
    }

    private String version(String key, String versionId) {
        return s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key).versionId(versionId))
                .asUtf8String();
    }

    @Test
    void shouldKeepOneVersion_whenTheBucketIsUnversioned() {
        assertThat(S3Fixture.put(s3, PLAIN, "x", "one").versionId()).isNull();
        S3Fixture.put(s3, PLAIN, "x", "two");

        assertThat(s3.listObjectVersions(list -> list.bucket(PLAIN)).versions())
                .singleElement()
                .satisfies(version -> assertThat(version.versionId()).isEqualTo("null"));
        s3.deleteObject(delete -> delete.bucket(PLAIN).key("x"));
        s3.deleteObject(delete -> delete.bucket(PLAIN).key("never there"));
        assertThat(S3Fixture.files(folder)).allMatch(file -> file.endsWith("bucket.json"));
        assertThat(fixture.changes)
                .extracting(ObjectChange::type)
                .containsExactly(ObjectChange.Type.CREATED, ObjectChange.Type.CREATED, ObjectChange.Type.DELETED);
    }

    @Test
    void shouldKeepOldVersionsOnly_whenVersioningIsSuspended() {
        String one = fixture.put("x", "one").versionId();
        s3.putBucketVersioning(
                put -> put.bucket(BUCKET).versioningConfiguration(versioning -> versioning.status("Suspended")));
        fixture.put("x", "two");
        fixture.put("x", "three");

        assertThat(s3.getBucketVersioning(get -> get.bucket(BUCKET)).statusAsString())
                .isEqualTo("Suspended");
        assertThat(fixture.get("x")).isEqualTo("three");
        assertThat(version("x", one)).isEqualTo("one");
        assertThat(s3.listObjectVersions(list -> list.bucket(BUCKET)).versions())
                .hasSize(2);
        s3.deleteObject(delete -> delete.bucket(BUCKET).key("x"));
        assertThat(s3.listObjectVersions(list -> list.bucket(BUCKET)).versions())
                .extracting(version -> version.versionId())
                .containsExactly(one);
        s3.deleteObject(delete -> delete.bucket(BUCKET).key("x").versionId("null"));
        assertThat(fixture.get("x")).isEqualTo("one");
    }

    @Test
    void shouldTellOfEachChange_whenItIsComplete() {
        String version = fixture.put("a b+ü.csv", "12345").versionId();
        s3.copyObject(copy -> copy.sourceBucket(BUCKET)
                .sourceKey("a b+ü.csv")
                .destinationBucket(PLAIN)
                .destinationKey("copy"));
        s3.deleteObject(delete -> delete.bucket(BUCKET).key("a b+ü.csv"));

        assertThat(fixture.changes)
                .extracting(ObjectChange::bucket, ObjectChange::key, ObjectChange::size, ObjectChange::reason)
                .containsExactly(
                        tuple(BUCKET, "a b+ü.csv", 5L, "PutObject"),
                        tuple(PLAIN, "copy", 5L, "CopyObject"),
                        tuple(BUCKET, "a b+ü.csv", 0L, "DeleteObject"));
        assertThat(fixture.changes.get(0).versionId()).isEqualTo(version);
        assertThat(fixture.changes.get(1).versionId()).isNull();
        assertThat(fixture.changes.get(2).type()).isEqualTo(ObjectChange.Type.DELETE_MARKER_CREATED);
        assertThat(fixture.changes.stream().map(ObjectChange::sequencer).collect(Collectors.toList()))
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(sequencer -> sequencer.matches("[0-9A-F]{16}"));
    }

    @Test
    void shouldCopyBytesAndMetadata_whenAnObjectIsCopied() {
        s3.putObject(
                put -> put.bucket(BUCKET).key("x").metadata(Map.of("a", "1")).contentType("text/csv"),
                RequestBody.fromString("one"));
        s3.copyObject(copy -> copy.sourceBucket(BUCKET)
                .sourceKey("x")
                .destinationBucket(BUCKET)
                .destinationKey("y"));
        s3.copyObject(copy -> copy.sourceBucket(BUCKET)
                .sourceKey("x")
                .destinationBucket(BUCKET)
                .destinationKey("x")
                .metadataDirective(MetadataDirective.REPLACE)
                .metadata(Map.of("b", "2")));

        assertThat(fixture.get("y")).isEqualTo("one");
        HeadObjectResponse copied = s3.headObject(head -> head.bucket(BUCKET).key("y"));
        assertThat(copied.metadata()).containsExactly(Map.entry("a", "1"));
        assertThat(copied.contentType()).isEqualTo("text/csv");
        assertThat(s3.headObject(head -> head.bucket(BUCKET).key("x")).metadata())
                .containsExactly(Map.entry("b", "2"));
        assertRefused(
                400,
                "InvalidRequest",
                () -> s3.copyObject(copy -> copy.sourceBucket(BUCKET)
                        .sourceKey("x")
                        .destinationBucket(BUCKET)
                        .destinationKey("x")));
    }

    @Test
    void shouldDeleteManyAtOnce_whenTheyAreNamed() {
        fixture.put("a", "1");
        fixture.put("b", "2");
        List<ObjectIdentifier> objects = Stream.of("a", "b", "c")
                .map(key -> ObjectIdentifier.builder().key(key).build())
                .toList();
        var response = s3.deleteObjects(request -> request.bucket(BUCKET).delete(delete -> delete.objects(objects)));

        assertThat(response.deleted()).extracting(deleted -> deleted.key()).containsExactly("a", "b", "c");
        assertThat(response.errors()).isEmpty();
        assertThat(fixture.keys(BUCKET)).isEmpty();
    }

    @Test
    void shouldAnswerAsS3Does_whenThereIsNoSuchThing() {
        assertThatThrownBy(() -> s3.headBucket(head -> head.bucket("nowhere")))
                .isInstanceOf(NoSuchBucketException.class);
        assertRefused(404, "NoSuchBucket", () -> s3.headBucket(head -> head.bucket("nowhere")));
        assertRefused(404, "NoSuchBucket", () -> S3Fixture.put(s3, "nowhere", "x", ""));
        assertThatThrownBy(() -> s3.headObject(head -> head.bucket(BUCKET).key("x")))
                .isInstanceOf(NoSuchKeyException.class);
        assertRefused(404, "NoSuchKey", () -> fixture.get("x"));
        assertThatThrownBy(() -> s3.createBucket(create -> create.bucket(BUCKET)))
                .isInstanceOf(BucketAlreadyOwnedByYouException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "Upper", "under_score", "-x-", "a..b", "192.168.0.1", "..", ".dromedary", "a/b", ""})
    void shouldRefuseABucket_whenItsNameIsNotValid(String name) {
        assertRefused(400, "InvalidBucketName", () -> s3.createBucket(create -> create.bucket(name)));
        assertRefused(400, "InvalidBucketName", () -> S3Fixture.put(s3, name, "x", ""));
    }

    @Test
    void shouldDeleteABucket_whenItIsEmptyOnly() throws IOException {
        fixture.put("x", "one");
        assertRefused(409, "BucketNotEmpty", () -> s3.deleteBucket(delete -> delete.bucket(BUCKET)));
        Files.writeString(folder.resolve(PLAIN).resolve("mine.txt"), "put there by hand");
        assertRefused(409, "BucketNotEmpty", () -> s3.deleteBucket(delete -> delete.bucket(PLAIN)));
        Files.delete(folder.resolve(PLAIN).resolve("mine.txt"));
        s3.deleteBucket(delete -> delete.bucket(PLAIN));

        assertThat(s3.listBuckets().buckets())
                .extracting(bucket -> bucket.name())
                .containsExactly(BUCKET);
        assertThat(folder.resolve(PLAIN)).doesNotExist();
    }

    @Test
    void shouldRefuseAnObject_whenItsNameOrMetadataIsTooLong() {
        assertRefused(400, "KeyTooLongError", () -> fixture.put("ü".repeat(513), ""));
        assertRefused(
                400,
                "MetadataTooLarge",
                () -> s3.putObject(
                        put -> put.bucket(BUCKET).key("x").metadata(Map.of("a", "b".repeat(2048))),
                        RequestBody.fromString("")));
        fixture.put("ü".repeat(512), "fits");
        assertThat(fixture.get("ü".repeat(512))).isEqualTo("fits");
    }
}
