package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.lambda.Invocation;
import dev.dromedary.lambda.RouteFiles;
import dev.dromedary.lambda.RouteFunction;
import dev.dromedary.local.EmbeddedCloud;
import dev.dromedary.local.EmbeddedServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** A Camel route that began with {@code aws2-s3} becomes a Lambda by changing its {@code from}. */
class ExistingRouteTest {

    private static final String ROUTE = """
            - route:
                id: demo-copy
                from:
                  uri: lambda:s3
                  parameters:
                    bucket: demo
                    prefix: in/
                  steps:
                    - setHeader:
                        name: CamelAwsS3Key
                        simple:
                          expression: out/${exchangeProperty.name}
                    - to:
                        uri: aws2-s3:demo
            """;

    @TempDir
    Path folder;

    private EmbeddedCloud cloud;
    private RouteFunction function;

    @BeforeEach
    void start() throws Exception {
        Path routes = folder.resolve("routes");
        Files.createDirectories(routes.resolve("demo"));
        Files.createDirectories(routes.resolve("shared"));
        Files.writeString(routes.resolve("demo/copy.camel.yaml"), ROUTE);
        for (String shared : RouteFiles.SHARED) {
            Files.copy(Path.of("routes").resolve(shared), routes.resolve(shared));
        }
        cloud = new EmbeddedCloud(folder.resolve("cloud"), "us-east-1", 1, (rule, event, cause) -> {});
        cloud.s3().createBucket(request -> request.bucket("demo"));
        function = RouteFunction.start(RouteFiles.of(routes, "demo-copy"), "demo-copy", new EmbeddedServices(cloud));
    }

    @AfterEach
    void stop() {
        function.close();
        cloud.close();
    }

    private String put(String key, String content) {
        return cloud.s3()
                .putObject(request -> request.bucket("demo").key(key), RequestBody.fromString(content))
                .eTag()
                .replace("\"", "");
    }

    private Map<String, Object> invoke(String key, String etag, long size) {
        Map<String, Object> object = Map.of("key", key, "etag", etag, "size", size, "sequencer", "01");
        return function.invoke(
                Map.of(
                        "source",
                        "aws.s3",
                        "detail-type",
                        "Object Created",
                        "detail",
                        Map.of("bucket", Map.of("name", "demo"), "object", object)),
                Invocation.starting("test", Duration.ofMinutes(1)));
    }

    @Test
    void shouldHaveTheContentAsBody_whenAStepReadsIt() throws IOException {
        String etag = put("in/a.txt", "content");

        invoke("in/a.txt", etag, 7);

        assertThat(folder.resolve("cloud/s3/demo/out/a.txt")).hasContent("content");
    }

    @Test
    void shouldBeSuperseded_whenANewerVersionIsThereByNow() {
        String old = put("in/a.txt", "first");
        put("in/a.txt", "second");

        Map<String, Object> summary = invoke("in/a.txt", old, 5);

        assertThat(summary.toString()).contains("outcome=superseded");
        assertThat(folder.resolve("cloud/s3/demo/out/a.txt")).doesNotExist();
    }
}
