package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.cloud.EmbeddedServices;
import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.InvocationFailedException;
import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.function.runtime.RouteFunction;
import dev.dromedary.function.runtime.Services;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A Camel route that began with {@code aws2-s3} becomes a Lambda by changing its {@code from}. */
class ExistingRouteTest {

    private static final String COPY = """
                    - setHeader:
                        name: CamelAwsS3Key
                        simple:
                          expression: out/${exchangeProperty.name}
                    - to:
                        uri: aws2-s3:demo
            """;
    private static final String LOOKUP = """
                    - setHeader:
                        name: CamelAwsS3Key
                        constant:
                          expression: lookup.txt
                    - to:
                        uri: aws2-s3:demo?operation=getObject
                    - bean:
                        ref: work
            """;
    private static final String READ = """
                    - to:
                        uri: aws2-s3:demo?operation=getObject
                    - bean:
                        ref: work
            """;
    private static final String WORK = """
                    - bean:
                        ref: work
                    - bean:
                        ref: after
            """;

    /** A step of the user's own. */
    public interface Step {
        void run(Exchange exchange) throws Exception;
    }

    @TempDir
    Path folder;

    private EmbeddedCloud cloud;
    private RouteFunction function;

    private final AtomicInteger worked = new AtomicInteger();
    private final AtomicInteger workedAfter = new AtomicInteger();
    private Step work = exchange -> {};

    @BeforeEach
    void open() {
        cloud = new EmbeddedCloud(folder.resolve("cloud"), "us-east-1", 1, (rule, event, cause) -> {});
        cloud.s3().createBucket(request -> request.bucket("demo"));
        cloud.tables().table("dromedary-ledger", "id", null, "expires");
    }

    private void start(String steps) throws Exception {
        Path routes = folder.resolve("routes");
        Files.createDirectories(routes.resolve("demo"));
        Files.createDirectories(routes.resolve("shared"));
        Files.writeString(routes.resolve("demo/copy.camel.yaml"), """
                - route:
                    id: demo-copy
                    from:
                      uri: lambda-s3:demo
                      parameters:
                        prefix: in/
                      steps:
                """ + steps);
        Files.copy(Path.of("routes/shared/errors.camel.yaml"), routes.resolve("shared/errors.camel.yaml"));
        Services embedded = new EmbeddedServices(cloud);
        function = RouteFunction.start(RouteFiles.of(routes, "demo-copy"), "demo-copy", context -> {
            embedded.bind(context);
            context.getRegistry().bind("work", Step.class, (Step) exchange -> {
                worked.incrementAndGet();
                work.run(exchange);
            });
            context.getRegistry().bind("after", Step.class, (Step) exchange -> workedAfter.incrementAndGet());
        });
    }

    @AfterEach
    void stop() {
        if (function != null) {
            function.close();
        }
        cloud.close();
    }

    private String put(String key, String content) {
        return cloud.s3()
                .putObject(request -> request.bucket("demo").key(key), RequestBody.fromString(content))
                .eTag()
                .replace("\"", "");
    }

    private Map<String, Object> invoke(String key, String etag, long size) {
        return invoke(key, etag, size, Duration.ofMinutes(1));
    }

    private Map<String, Object> invoke(String key, String etag, long size, Duration time) {
        Map<String, Object> object = Map.of("key", key, "etag", etag, "size", size, "sequencer", "01");
        return function.invoke(
                Map.of(
                        "source",
                        "aws.s3",
                        "detail-type",
                        "Object Created",
                        "detail",
                        Map.of("bucket", Map.of("name", "demo"), "object", object)),
                Invocation.starting("test", time));
    }

    @Test
    void shouldHaveTheContentAsBody_whenAStepReadsIt() throws Exception {
        start(COPY);
        String etag = put("in/a.txt", "content");

        invoke("in/a.txt", etag, 7);

        assertThat(folder.resolve("cloud/s3/demo/out/a.txt")).hasContent("content");
    }

    @Test
    void shouldBeSuperseded_whenANewerVersionIsThereByNow() throws Exception {
        start(COPY);
        String old = put("in/a.txt", "first");
        put("in/a.txt", "second");

        Map<String, Object> summary = invoke("in/a.txt", old, 5);

        assertThat(summary.toString()).contains("outcome=superseded");
        assertThat(folder.resolve("cloud/s3/demo/out/a.txt")).doesNotExist();
    }

    /** One route reads the body that the trigger has set, the other asks Camel's own component for the object. */
    @ParameterizedTest
    @ValueSource(strings = {WORK, READ})
    void shouldLetNoMetadataSteerCamel_whenItsNameIsCamels(String steps) throws Exception {
        start(steps);
        Map<String, String> hostile = Map.of(
                "CamelAwsS3BucketName",
                "evil",
                "camelhttpuri",
                "evil",
                "org.apache.camel.x",
                "evil",
                "harmless",
                "evil");
        String etag = cloud.s3()
                .putObject(
                        request -> request.bucket("demo").key("in/a.txt").metadata(hostile),
                        RequestBody.fromString("content"))
                .eTag()
                .replace("\"", "");
        Map<String, Object> headers = new HashMap<>();
        work = exchange -> {
            assertThat(exchange.getMessage().getBody(String.class)).isEqualTo("content");
            headers.putAll(exchange.getMessage().getHeaders());
        };

        invoke("in/a.txt", etag, 7);

        assertThat(headers).containsEntry("CamelAwsS3BucketName", "demo").doesNotContainValue("evil");
        assertThat(headers.keySet().stream().map(name -> name.toLowerCase(Locale.ROOT)))
                .doesNotContain("camelhttpuri", "org.apache.camel.x");
    }

    @Test
    void shouldReadAnotherObject_whenItIsThere() throws Exception {
        start(LOOKUP);
        put("lookup.txt", "looked up");

        invoke("in/a.txt", put("in/a.txt", "content"), 7);

        assertThat(worked).hasValue(1);
    }

    @Test
    void shouldFail_whenAnotherObjectIsMissing() throws Exception {
        start(LOOKUP);
        String etag = put("in/a.txt", "content");

        assertThatThrownBy(() -> invoke("in/a.txt", etag, 7)).isInstanceOf(InvocationFailedException.class);
    }

    @Test
    void shouldNotTryAgain_whenTheBodyWasHalfRead() throws Exception {
        start(WORK);
        String etag = put("in/a.txt", "content");
        work = exchange -> {
            exchange.getMessage().getBody(InputStream.class).readNBytes(3);
            throw new SocketTimeoutException("Read timed out");
        };

        assertThatThrownBy(() -> invoke("in/a.txt", etag, 7)).isInstanceOf(InvocationFailedException.class);

        assertThat(worked).hasValue(1);
    }

    @Test
    void shouldPutTheNameLiterally_whenAKeyLooksLikeAnExpression() throws Exception {
        start(COPY);

        invoke("in/${sys.user.name}.txt", put("in/${sys.user.name}.txt", "content"), 7);

        assertThat(cloud.s3()
                        .listObjectsV2(list -> list.bucket("demo").prefix("out/"))
                        .contents())
                .extracting(S3Object::key)
                .containsExactly("out/%24{sys.user.name}.txt");
    }

    @Test
    void shouldBeginNoFurtherStep_whenTheTimeIsUp() throws Exception {
        start(WORK);
        work = exchange -> {
            Instant deadline = exchange.getProperty(LedgerProperties.DEADLINE, Instant.class);
            while (Instant.now().isBefore(deadline)) {
                Thread.onSpinWait();
            }
        };
        String etag = put("in/a.txt", "content");

        assertThatThrownBy(() -> invoke("in/a.txt", etag, 7, Duration.ofMillis(700)))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining("Stopped before");

        assertThat(worked).hasValue(1);
        assertThat(workedAfter).hasValue(0);
    }
}
