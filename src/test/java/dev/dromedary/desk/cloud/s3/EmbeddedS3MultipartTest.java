package dev.dromedary.desk.cloud.s3;

import static dev.dromedary.desk.cloud.s3.S3Fixture.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

class EmbeddedS3MultipartTest {
    private static final int PART = 5 * 1024 * 1024;

    @TempDir
    Path folder;

    private S3Fixture fixture;
    private EmbeddedS3 s3;
    private String upload;

    @BeforeEach
    void open() {
        fixture = new S3Fixture(folder);
        s3 = fixture.s3();
        upload = s3.createMultipartUpload(create -> create.bucket(BUCKET)
                        .key("big.csv")
                        .metadata(Map.of("correlation-id", "c1"))
                        .contentType("text/csv"))
                .uploadId();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static byte[] content(int number, int size) {
        byte[] content = new byte[size];
        Arrays.fill(content, (byte) number);
        return content;
    }

    private CompletedPart part(int number, RequestBody body) {
        String etag = s3.uploadPart(
                        part -> part.bucket(BUCKET)
                                .key("big.csv")
                                .uploadId(upload)
                                .partNumber(number),
                        body)
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    private CompletedPart part(int number, int size) {
        return part(number, RequestBody.fromBytes(content(number, size)));
    }

    private void complete(CompletedPart... parts) {
        s3.completeMultipartUpload(complete ->
                complete.bucket(BUCKET).key("big.csv").uploadId(upload).multipartUpload(list -> list.parts(parts)));
    }

    private byte[] stored() {
        return s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("big.csv")).asByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private List<String> leftovers() {
        return S3Fixture.files(folder).stream()
                .filter(file -> !file.endsWith(".json"))
                .toList();
    }

    @Test
    void shouldShowTheObjectOnlyWhole_whenItIsComplete() {
        CompletedPart one = part(1, PART);
        CompletedPart two = part(2, 3);

        assertThat(fixture.keys(BUCKET)).isEmpty();
        assertThat(folder.resolve(BUCKET + "/big.csv")).doesNotExist();
        complete(one, two);

        assertThat(stored()).isEqualTo(joined(content(1, PART), content(2, 3)));
        assertThat(leftovers()).containsExactly(BUCKET + "/big.csv");
        var head = s3.headObject(request -> request.bucket(BUCKET).key("big.csv"));
        assertThat(head.metadata()).containsExactly(Map.entry("correlation-id", "c1"));
        assertThat(head.contentType()).isEqualTo("text/csv");
        assertThat(head.eTag()).endsWith("-2\"");
        assertThat(fixture.changes).singleElement().satisfies(change -> assertThat(change.reason())
                .isEqualTo("CompleteMultipartUpload"));
        assertThatThrownBy(() -> complete(one, two)).isInstanceOf(NoSuchUploadException.class);
    }

    @Test
    void shouldJoinByNumber_whenPartsComeOutOfOrderOrAgain() {
        part(1, RequestBody.fromString("a first try"));
        CompletedPart three = part(3, 7);
        CompletedPart one = part(1, PART);
        CompletedPart two = part(2, PART + 1);

        complete(one, two, three);

        assertThat(stored()).isEqualTo(joined(content(1, PART), content(2, PART + 1), content(3, 7)));
        assertThat(leftovers()).containsExactly(BUCKET + "/big.csv");
    }

    @Test
    void shouldLeavePartsOut_whenTheyAreNotNamed() {
        CompletedPart one = part(1, PART);
        part(2, PART);
        CompletedPart three = part(3, 1);

        complete(one, three);

        assertThat(stored()).isEqualTo(joined(content(1, PART), content(3, 1)));
    }

    @Test
    void shouldJoinByNumber_whenPartsComeAtTheSameTime() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            CountDownLatch go = new CountDownLatch(1);
            List<Future<CompletedPart>> parts = IntStream.rangeClosed(1, 8)
                    .mapToObj(number -> threads.submit(() -> {
                        go.await();
                        return part(number, number == 8 ? 9 : PART);
                    }))
                    .toList();
            go.countDown();
            List<CompletedPart> done = new ArrayList<>();
            for (Future<CompletedPart> each : parts) {
                done.add(each.get());
            }
            complete(done.toArray(CompletedPart[]::new));
        } finally {
            threads.shutdownNow();
        }
        byte[][] expected = IntStream.rangeClosed(1, 8)
                .mapToObj(number -> content(number, number == 8 ? 9 : PART))
                .toArray(byte[][]::new);
        assertThat(Arrays.equals(stored(), joined(expected))).isTrue();
        assertThat(leftovers()).containsExactly(BUCKET + "/big.csv");
    }

    @Test
    void shouldGoOn_whenAPartBrokeAndIsSentAgain() {
        CompletedPart one = part(1, PART);
        InputStream broken = new BreakingStream(200_000);
        assertThatThrownBy(() -> part(2, RequestBody.fromInputStream(broken, PART)))
                .hasMessageContaining("connection reset");
        CompletedPart two = part(2, 11);

        complete(one, two);
        assertThat(stored()).isEqualTo(joined(content(1, PART), content(2, 11)));
    }

    @Test
    void shouldRefuse_whenThePartsAreNotWhatTheyShouldBe() {
        CompletedPart small = part(1, PART - 1);
        CompletedPart two = part(2, 5);

        assertThat(refusal(small, two)).isEqualTo("EntityTooSmall");
        assertThat(refusal(two, small)).isEqualTo("InvalidPartOrder");
        assertThat(refusal(CompletedPart.builder().partNumber(1).eTag("other").build()))
                .isEqualTo("InvalidPart");
        assertThat(refusal(CompletedPart.builder().partNumber(3).eTag("other").build()))
                .isEqualTo("InvalidPart");
        assertThat(refusal()).isEqualTo("MalformedXML");
        assertThat(fixture.keys(BUCKET)).isEmpty();

        CompletedPart one = part(1, PART);
        complete(one, two);
        assertThat(stored()).isEqualTo(joined(content(1, PART), content(2, 5)));
    }

    private String refusal(CompletedPart... parts) {
        return catchThrowableOfType(S3Exception.class, () -> complete(parts))
                .awsErrorDetails()
                .errorCode();
    }

    @Test
    void shouldStayOpen_whenTheConditionDoesNotHold() {
        CompletedPart one = part(1, 5);
        String other = fixture.put("big.csv", "other").versionId();
        assertThatThrownBy(() -> s3.completeMultipartUpload(complete -> complete.bucket(BUCKET)
                        .key("big.csv")
                        .uploadId(upload)
                        .ifNoneMatch("*")
                        .multipartUpload(list -> list.parts(one))))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("pre-conditions");
        assertThat(fixture.get("big.csv")).isEqualTo("other");

        CompletedPart again = part(1, PART);
        CompletedPart two = part(2, 2);
        complete(again, two);
        assertThat(stored()).isEqualTo(joined(content(1, PART), content(2, 2)));
        assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("big.csv").versionId(other))
                        .asUtf8String())
                .isEqualTo("other");
    }

    @Test
    void shouldLeaveNothing_whenItIsAborted() {
        part(1, PART);
        part(3, 10);
        part(2, 10);
        assertThat(s3.listParts(list -> list.bucket(BUCKET).key("big.csv").uploadId(upload))
                        .parts())
                .extracting(Part::partNumber)
                .containsExactly(1, 2, 3);
        assertThat(s3.listMultipartUploads(list -> list.bucket(BUCKET)).uploads())
                .singleElement()
                .satisfies(each -> assertThat(each.uploadId()).isEqualTo(upload));

        s3.abortMultipartUpload(abort -> abort.bucket(BUCKET).key("big.csv").uploadId(upload));

        assertThat(leftovers()).isEmpty();
        assertThat(fixture.changes).isEmpty();
        assertThat(s3.listMultipartUploads(list -> list.bucket(BUCKET)).uploads())
                .isEmpty();
        assertThatThrownBy(() -> part(4, 1)).isInstanceOf(NoSuchUploadException.class);
    }

    @Test
    void shouldLeaveNothing_whenItIsAbortedWhileAPartArrives() throws Exception {
        CountDownLatch arriving = new CountDownLatch(1);
        CountDownLatch aborted = new CountDownLatch(1);
        InputStream slow = new InputStream() {
            private int left = 100;

            @Override
            public int read() throws IOException {
                arriving.countDown();
                try {
                    aborted.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                return left-- > 0 ? 'x' : -1;
            }
        };
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<CompletedPart> part = thread.submit(() -> part(1, RequestBody.fromInputStream(slow, 100)));
            arriving.await();
            s3.abortMultipartUpload(abort -> abort.bucket(BUCKET).key("big.csv").uploadId(upload));
            aborted.countDown();
            assertThatThrownBy(part::get).hasCauseInstanceOf(NoSuchUploadException.class);
        } finally {
            thread.shutdownNow();
        }
        assertThat(leftovers()).isEmpty();
    }

    private CreateMultipartUploadResponse begin(ChecksumAlgorithm algorithm) {
        CreateMultipartUploadResponse begun = s3.createMultipartUpload(
                create -> create.bucket(BUCKET).key("big.csv").checksumAlgorithm(algorithm));
        upload = begun.uploadId();
        return begun;
    }

    private UploadPartResponse send(int number, Consumer<UploadPartRequest.Builder> more) {
        return s3.uploadPart(
                part -> {
                    part.bucket(BUCKET).key("big.csv").uploadId(upload).partNumber(number);
                    more.accept(part);
                },
                RequestBody.fromBytes(content(number, PART)));
    }

    private static CompletedPart completed(int number, UploadPartResponse part) {
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(part.eTag())
                .checksumCRC32(part.checksumCRC32())
                .build();
    }

    private void assertRefused(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, refused -> assertThat(
                        refused.awsErrorDetails().errorCode())
                .isEqualTo(code));
    }

    @Test
    void shouldTakeChecksums_whenTheyAreOfTheAlgorithmThatTheUploadNames() {
        assertThat(begin(ChecksumAlgorithm.CRC32).checksumAlgorithm()).isEqualTo(ChecksumAlgorithm.CRC32);
        UploadPartResponse one = send(1, part -> part.checksumCRC32("67XDxA=="));
        UploadPartResponse two = send(2, part -> {});

        // As zlib has it.
        CRC32 crc = new CRC32();
        crc.update(content(2, PART));
        assertThat(two.checksumCRC32())
                .isEqualTo(Base64.getEncoder()
                        .encodeToString(ByteBuffer.allocate(4)
                                .putInt((int) crc.getValue())
                                .array()));
        complete(completed(1, one), completed(2, two));
        assertThat(stored()).isEqualTo(joined(content(1, PART), content(2, PART)));
    }

    @Test
    void shouldRefuseToComplete_whenTheUploadWasNotToldOfChecksums() {
        CompletedPart one = completed(1, send(1, part -> part.checksumAlgorithm(ChecksumAlgorithm.CRC32)));

        assertRefused("InvalidPart", () -> complete(one));

        complete(one.toBuilder().checksumCRC32(null).build());
    }

    @Test
    void shouldRefuseToComplete_whenAChecksumIsMissingOrAnother() {
        begin(ChecksumAlgorithm.CRC32);
        CompletedPart one = completed(1, send(1, part -> {}));

        assertRefused(
                "InvalidRequest",
                () -> complete(one.toBuilder().checksumCRC32(null).build()));
        assertRefused(
                "InvalidPart",
                () -> complete(one.toBuilder().checksumCRC32("AAAAAA==").build()));
        complete(one);
    }

    @Test
    void shouldRefuseAPart_whenItIsNotWhatItsChecksumSays() {
        begin(ChecksumAlgorithm.CRC32);

        assertRefused("BadDigest", () -> send(1, part -> part.checksumCRC32("AAAAAA==")));
        assertRefused("BadDigest", () -> send(1, part -> part.contentMD5("AAAAAAAAAAAAAAAAAAAAAA==")));
        assertRefused("InvalidRequest", () -> send(1, part -> part.checksumAlgorithm(ChecksumAlgorithm.SHA256)));

        // Nothing of them stays.
        complete(completed(1, send(1, part -> {})));
        assertThat(stored()).isEqualTo(content(1, PART));
    }

    @Test
    void shouldRefuseAnObject_whenItIsNotWhatItsChecksumSays() {
        assertRefused(
                "BadDigest",
                () -> s3.putObject(
                        put -> put.bucket(BUCKET).key("x").checksumCRC32("AAAAAA=="), RequestBody.fromString("x")));

        assertThat(fixture.keys(BUCKET)).isEmpty();
    }
}
