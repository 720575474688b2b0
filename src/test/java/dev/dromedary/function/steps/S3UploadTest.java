package dev.dromedary.function.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.desk.cloud.s3.EmbeddedS3;
import dev.dromedary.routes.Calls;
import dev.dromedary.routes.Calls.Call;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3UploadTest {

    private static final String BUCKET = "outputs";
    private static final String KEY = "processed/x.csv";
    private static final int PART = S3Upload.PART_BYTES;
    private static final Map<String, String> METADATA = Map.of("correlation-id", "one");

    @TempDir
    Path folder;

    private final Calls calls = new Calls();
    private EmbeddedS3 s3;
    private S3Upload upload;

    @BeforeEach
    void open() throws IOException {
        s3 = new EmbeddedS3(folder, change -> {});
        s3.createBucket(BUCKET, true);
        upload = new S3Upload(calls.watch(S3Client.class, "S3", s3), BUCKET, KEY, "text/csv", METADATA);
    }

    @AfterEach
    void close() {
        s3.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PART - 1, PART, PART + 1, 2 * PART, 2 * PART + 1, 12_000_000})
    void shouldStoreEveryByteOnce_whenSizesAreAroundAPart(int size) {
        byte[] content = content(size);

        write(content, 1_000_003);
        upload.complete();

        HeadObjectResponse stored = s3.headObject(head -> head.bucket(BUCKET).key(KEY));
        assertThat(stored()).isEqualTo(content);
        assertThat(stored.metadata())
                .containsAllEntriesOf(METADATA)
                .containsOnlyKeys("correlation-id", S3Upload.UPLOAD);
        assertThat(stored.contentType()).isEqualTo("text/csv");
        assertThat(stored.eTag()).isEqualTo('"' + upload.etag() + '"');
        assertThat(openUploads()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PART})
    void shouldPutOnce_whenThereIsUpToOnePart(int size) {
        write(content(size), PART);

        upload.complete();

        assertThat(calls.operations()).containsExactly("putObject");
    }

    @Test
    void shouldUploadParts_whenThereIsMore() {
        write(content(2 * PART + 1), 3 * PART);

        upload.complete();

        assertThat(calls.operations())
                .containsExactly(
                        "createMultipartUpload", "uploadPart", "uploadPart", "uploadPart", "completeMultipartUpload");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 12_000_000})
    void shouldShowNothing_whenItIsNotComplete(int size) {
        write(content(size), PART);

        assertThat(keys()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 12_000_000})
    void shouldLeaveNothing_whenItIsAborted(int size) {
        write(content(size), PART);

        upload.abort();
        upload.abort();

        assertThat(keys()).isEmpty();
        assertThat(openUploads()).isEmpty();
    }

    @Test
    void shouldStoreEveryByteOnce_whenAPartFailsAndIsTriedAgain() {
        byte[] content = content(12_000_000);
        calls.from(failing("uploadPart", 1, false));

        assertThatThrownBy(() -> write(content, content.length)).isInstanceOf(S3Exception.class);
        upload.uploadFullParts();
        upload.complete();

        assertThat(stored()).isEqualTo(content);
        assertThat(openUploads()).isEmpty();
    }

    @Test
    void shouldStoreEveryByteOnce_whenTheReplyToAPartIsLost() {
        byte[] content = content(12_000_000);
        calls.from(failing("uploadPart", 0, true));

        assertThatThrownBy(() -> write(content, content.length)).isInstanceOf(S3Exception.class);
        upload.uploadFullParts();
        upload.complete();

        assertThat(stored()).isEqualTo(content);
    }

    @Test
    void shouldStoreEveryByteOnce_whenTheLastPartFailsAndCompletingIsTriedAgain() {
        byte[] content = content(12_000_000);
        write(content, PART);
        calls.from(failing("uploadPart", 0, false));

        assertThatThrownBy(upload::complete).isInstanceOf(S3Exception.class);
        upload.complete();

        assertThat(stored()).isEqualTo(content);
    }

    @Test
    void shouldBeComplete_whenOnlyTheReplyToThePutIsLost() {
        write(content(10), PART);
        calls.from(failing("putObject", 0, true));

        upload.complete();

        assertThat(stored()).isEqualTo(content(10));
        assertThat(upload.etag()).isEqualTo(etag());
        assertThat(calls.operations()).containsOnlyOnce("putObject");
    }

    @Test
    void shouldPutAgain_whenThePutIsRefusedAndTriedAgain() {
        write(content(10), PART);
        calls.from(failing("putObject", 0, false));

        assertThatThrownBy(upload::complete).isInstanceOf(S3Exception.class).hasMessageContaining("by the test");
        upload.complete();

        assertThat(stored()).isEqualTo(content(10));
        assertThat(upload.etag()).isEqualTo(etag());
    }

    @Test
    void shouldBeComplete_whenOnlyTheReplyToCompletingIsLost() {
        byte[] content = content(12_000_000);
        write(content, PART);
        calls.from(failing("completeMultipartUpload", 0, true));

        upload.complete();

        assertThat(stored()).isEqualTo(content);
        assertThat(upload.etag()).isEqualTo(etag());
        assertThat(openUploads()).isEmpty();
    }

    @Test
    void shouldFailAndShowNothing_whenCompletingIsRefused() {
        write(content(12_000_000), PART);
        calls.from(failing("completeMultipartUpload", 0, false));

        assertThatThrownBy(upload::complete).isInstanceOf(S3Exception.class).hasMessageContaining("by the test");

        assertThat(keys()).isEmpty();
        upload.abort();
        assertThat(openUploads()).isEmpty();
    }

    @Test
    void shouldFail_whenCompletingIsRefusedAndAnotherRunsObjectIsThere() {
        byte[] content = content(12_000_000);
        s3.putObject(
                put -> put.bucket(BUCKET).key(KEY).metadata(Map.of("correlation-id", "two")),
                RequestBody.fromBytes(content));
        write(content, PART);
        calls.from(failing("completeMultipartUpload", 0, false));

        assertThatThrownBy(upload::complete).isInstanceOf(S3Exception.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 12_000_000})
    void shouldFail_whenOnlyAnEarlierAttemptAtTheSameHasStoredTheObject(int size) {
        byte[] other = new byte[size];
        S3Upload earlier = new S3Upload(s3, BUCKET, KEY, "text/csv", METADATA);
        earlier.write(other, 0, size);
        earlier.uploadFullParts();
        earlier.complete();
        write(content(size), PART);
        String last = size > PART ? "completeMultipartUpload" : "putObject";
        calls.from(failing(last, 0, false));

        assertThatThrownBy(upload::complete).isInstanceOf(S3Exception.class).hasMessageContaining("by the test");

        assertThat(stored()).isEqualTo(other);
        upload.abort();
        assertThat(openUploads()).isEmpty();
    }

    @Test
    void shouldFail_whenTheReplyIsNoneOfS3s() {
        write(content(12_000_000), PART);
        calls.from(new Calls.Meddler() {
            @Override
            public void before(Call call) {
                if (call.is("headObject")) {
                    throw failure();
                }
            }

            @Override
            public Object after(Call call, Object reply) {
                return call.is("completeMultipartUpload")
                        ? CompleteMultipartUploadResponse.builder().build()
                        : reply;
            }
        });

        assertThatThrownBy(upload::complete)
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("without an ETag");
    }

    /** What one batch makes can be many parts; the time must not grow with the square of it. */
    @Test
    void shouldCopyEachByteAFewTimesOnly_whenMuchComesBetweenTwoParts() {
        PartBuffer buffer = new PartBuffer();
        byte[] piece = new byte[997];
        long moved = 0;
        int pieces = 150_000;
        for (int i = 0; i < pieces; i++) {
            int before = buffer.capacity();
            int held = buffer.size();
            buffer.write(piece, 0, piece.length);
            moved += buffer.capacity() == before ? 0 : held;
        }

        assertThat(buffer.size()).isEqualTo(pieces * piece.length);
        assertThat(moved).isLessThan(3L * buffer.size());
        assertThat(buffer.capacity()).isLessThan(buffer.size() / 2 * 3);
    }

    @Test
    void shouldGiveMemoryBack_whenABurstHasGoneUp() {
        PartBuffer buffer = new PartBuffer();
        buffer.write(new byte[20 * PART], 0, 20 * PART);
        buffer.write(new byte[] {1, 2, 3}, 0, 3);

        buffer.release(20 * PART);
        buffer.trim();

        assertThat(buffer.capacity()).isLessThanOrEqualTo(PART);
        assertThat(buffer.first(3)).hasBinaryContent(new byte[] {1, 2, 3});
    }

    private void write(byte[] content, int step) {
        for (int from = 0; from < content.length; from += step) {
            upload.write(content, from, Math.min(step, content.length - from));
            upload.uploadFullParts();
        }
    }

    private static byte[] content(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }

    private byte[] stored() {
        return s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(KEY)).asByteArray();
    }

    private String etag() {
        return s3.headObject(head -> head.bucket(BUCKET).key(KEY)).eTag().replace("\"", "");
    }

    private List<String> keys() {
        return s3.listObjectsV2(list -> list.bucket(BUCKET)).contents().stream()
                .map(object -> object.key())
                .toList();
    }

    private List<String> openUploads() {
        return s3.listMultipartUploads(list -> list.bucket(BUCKET)).uploads().stream()
                .map(open -> open.key())
                .toList();
    }

    private static Calls.Meddler failing(String operation, int nth, boolean tooLate) {
        return new Calls.Meddler() {
            @Override
            public void before(Call call) {
                if (!tooLate && call.is(operation) && call.nth() == nth) {
                    throw failure();
                }
            }

            @Override
            public Object after(Call call, Object reply) {
                if (tooLate && call.is(operation) && call.nth() == nth) {
                    throw failure();
                }
                return reply;
            }
        };
    }

    private static RuntimeException failure() {
        return S3Exception.builder()
                .statusCode(403)
                .message("refused by the test")
                .build();
    }
}
