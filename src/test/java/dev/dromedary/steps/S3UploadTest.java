package dev.dromedary.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.local.EmbeddedS3;
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
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
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
        assertThat(stored.metadata()).isEqualTo(METADATA);
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
    void shouldPutAgain_whenTheReplyToThePutIsLost() {
        write(content(10), PART);
        calls.from(failing("putObject", 0, true));

        assertThatThrownBy(upload::complete).isInstanceOf(S3Exception.class);
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

    @Test
    void shouldLeaveNoUploadOpen_whenAnEarlierAttemptHasStoredTheObjectAlready() {
        byte[] content = content(12_000_000);
        s3.putObject(put -> put.bucket(BUCKET).key(KEY).metadata(METADATA), RequestBody.fromBytes(content));
        write(content, PART);
        calls.from(failing("completeMultipartUpload", 0, false));

        upload.complete();

        assertThat(stored()).isEqualTo(content);
        assertThat(upload.etag()).isEqualTo(etag());
        assertThat(openUploads()).isEmpty();
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
