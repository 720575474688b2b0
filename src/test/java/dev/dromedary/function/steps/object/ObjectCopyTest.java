package dev.dromedary.function.steps.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.s3.EmbeddedS3;
import dev.dromedary.routes.Calls;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** A copy in parts is what a copy at once is: whole, as the object came, or not there. */
class ObjectCopyTest {

    private static final String BUCKET = "large";
    private static final int PART = 5 * 1024 * 1024;
    private static final int SIZE = 2 * PART + 7;
    private static final String COPY =
            "object:copy?bucket=large&destinationKey=archive/${body[name]}&size=${body[size]}&largestCopy=" + PART
                    + "&partBytes=" + PART;

    @TempDir
    private Path folder;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Calls calls = new Calls();
    private final byte[] content = new byte[SIZE];
    private EmbeddedS3 s3;
    private String etag;

    @BeforeEach
    void start() throws Exception {
        s3 = new EmbeddedS3(folder, change -> {});
        s3.createBucket(BUCKET, false);
        new Random(7).nextBytes(content);
        etag = s3.putObject(
                        put -> put.bucket(BUCKET)
                                .key("in/é x")
                                .contentType("text/csv")
                                .metadata(Map.of("from", "till")),
                        RequestBody.fromBytes(content))
                .eTag();
        context.getRegistry().bind("s3", S3Client.class, calls.watch(S3Client.class, "S3", s3));
        context.disableJMX();
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        s3.close();
    }

    private Exchange copy(Object size, String version) {
        Map<String, Object> body = new HashMap<>();
        body.put("name", "a");
        body.put("size", size);
        return context.createProducerTemplate().request(COPY, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeader(AWS2S3Constants.KEY, "in/é x");
            exchange.getMessage().setHeader(AWS2S3Constants.E_TAG, version);
        });
    }

    private List<String> made() {
        return calls.made().stream().map(Calls.Call::operation).sorted().toList();
    }

    private void assertCopied() {
        GetObjectResponse copy =
                s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("archive/a")).response();
        assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("archive/a"))
                        .asByteArray())
                .isEqualTo(content);
        assertThat(copy.contentType()).isEqualTo("text/csv");
        assertThat(copy.metadata()).containsEntry("from", "till");
    }

    private void assertNothingLeft() {
        assertThat(s3.listObjectsV2(list -> list.bucket(BUCKET).prefix("archive/"))
                        .contents())
                .isEmpty();
        assertThat(s3.listMultipartUploads(list -> list.bucket(BUCKET)).uploads())
                .isEmpty();
    }

    private static Calls.Meddler after(String operation, Consumer<Calls.Call> fault) {
        return new Calls.Meddler() {
            @Override
            public Object after(Calls.Call call, Object reply) {
                if (call.is(operation)) {
                    fault.accept(call);
                }
                return reply;
            }
        };
    }

    @Test
    void shouldCopyInParts_whenTheObjectIsLarge() {
        Exchange copied = copy(SIZE, etag);

        assertThat(copied.getException()).isNull();
        assertCopied();
        assertThat(made())
                .containsExactly(
                        "completeMultipartUpload",
                        "createMultipartUpload",
                        "headObject",
                        "uploadPartCopy",
                        "uploadPartCopy",
                        "uploadPartCopy");
    }

    @Test
    void shouldCopyAtOnce_whenTheObjectIsSmallOrItsSizeUnknown() {
        assertThat(copy(PART, etag).getException()).isNull();
        assertThat(copy(null, null).getException()).isNull();

        assertCopied();
        assertThat(made()).containsExactly("copyObject", "copyObject");
    }

    @Test
    void shouldLeaveNothing_whenItIsAnotherVersion() {
        assertThat(copy(SIZE, "other").getException()).hasMessageContaining("412");

        assertNothingLeft();
    }

    @Test
    void shouldLeaveNothing_whenAPartCanNotBeCopied() {
        calls.from(after("uploadPartCopy", call -> {
            if (call.nth() == 1) {
                throw SdkClientException.create("no answer");
            }
        }));

        assertThat(copy(SIZE, etag).getException()).hasMessage("no answer");

        assertNothingLeft();
    }

    @Test
    void shouldBeCopied_whenTheLastReplyIsLost() {
        calls.from(after("completeMultipartUpload", call -> {
            throw SdkClientException.create("no answer");
        }));

        assertThat(copy(SIZE, etag).getException()).isNull();

        assertCopied();
    }

    @Test
    void shouldSayWhatIsWrong_whenTheSizeIsNone() {
        assertThat(copy("large", etag).getException())
                .hasMessage("The option size of object:copy, ${body[size]}, comes to no number of bytes; hand on what"
                        + " object:head has said of this version");
    }
}
