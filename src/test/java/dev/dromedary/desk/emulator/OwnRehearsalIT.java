package dev.dromedary.desk.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.function.runtime.JsonDocument;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Pipelines of one's own in MiniStack, with the triggers that the shipped ones don't have: a queue, a stream and a request. */
@Tag("emulator")
class OwnRehearsalIT extends RehearsalFixture {

    private static final String UNDELIVERED = "dromedary-undelivered-own-000000000000-us-east-1";

    private static final String FAILING = """
            steps:
              - choice:
                  when:
                    - simple: ${body[id]} == 'bad'
                      steps:
                        - throwException: { exceptionType: java.lang.IllegalArgumentException, message: bad }
              - log: ${body[id]}
            """;

    private static Path routes;
    private static Path zip;
    private static String deployed;

    @BeforeAll
    static void deploy() throws Exception {
        routes = folder.resolve("routes");
        copy(Path.of("routes", "shared"), routes.resolve("shared"));
        route("taps/taps.properties", "taps.queue=taps-messages\n");
        route("taps/read.camel.yaml", """
            - route:
                id: taps-read
                from:
                  uri: "lambda-sqs:{{taps.queue}}"
                  parameters: { format: json, timeout: 60 }
            """ + FAILING.indent(6));
        route("taps/ask.camel.yaml", """
            - route:
                id: taps-ask
                from:
                  uri: lambda-http:/taps/{id}
                  parameters: { method: GET }
                  steps:
                    - setBody: { simple: "tap ${header.id}" }
            """);
        route("drops/drops.properties", "drops.stream=drops\n");
        route("drops/store.camel.yaml", """
            - route:
                id: drops-store
                from:
                  uri: "lambda-kinesis:{{drops.stream}}"
                  parameters: { format: json, maximumRetryAttempts: 1 }
            """ + FAILING.indent(6));
        zip = folder.resolve("function.zip");
        Files.copy(Path.of(System.getProperty("dromedary.zip")), zip);
        try (FileSystem content = FileSystems.newFileSystem(zip)) {
            copy(routes, content.getPath("routes"));
        }
        deployed = own("deploy", "--emulator", "--zip", zip.toString());
        assertThat(deployed)
                .contains("function drops-store-own", "function taps-ask-own")
                .endsWith("exit 0");
    }

    @AfterAll
    static void destroy() throws Exception {
        assertThat(dromedary("destroy", "--emulator", "--environment", "own")).endsWith("exit 0");
    }

    private static String own(String... arguments) throws Exception {
        return dromedary(
                Stream.concat(Stream.of(arguments), Stream.of("--environment", "own", "--routes", routes.toString()))
                        .toArray(String[]::new));
    }

    private static void route(String file, String text) throws IOException {
        Files.createDirectories(routes.resolve(file).getParent());
        Files.writeString(routes.resolve(file), text);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.toAbsolutePath().getParent());
                Files.write(target, Files.readAllBytes(file));
            }
        }
    }

    private static Path lines() throws IOException {
        return Files.writeString(folder.resolve("lines.ndjson"), "{\"id\":\"1\"}\n{\"id\":\"bad\"}\n{\"id\":\"3\"}\n");
    }

    @Test
    void shouldKeepAPoisonedMessage_whenItHasComeTooOften() throws Exception {
        // Six times the function's timeout is too long to wait.
        sqs.setQueueAttributes(set ->
                set.queueUrl(url("taps-messages-own")).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "2")));

        own("upload", "taps", lines().toString());

        assertThat(awaitPrinted("taps-messages-dead-letters-own=1", statusOf("taps")))
                .contains("taps-messages-dead-letters-own=1");
        assertThat(await("taps-messages-dead-letters-own", 1))
                .singleElement()
                .satisfies(message -> assertThat(message.body()).isEqualTo("{\"id\":\"bad\"}"));
    }

    private static String[] statusOf(String pipeline) {
        return new String[] {"status", pipeline, "--environment", "own", "--routes", routes.toString()};
    }

    @Test
    void shouldArchiveOneRecord_whenItAloneIsBad() throws Exception {
        String uploaded = own("upload", "drops", lines().toString());

        assertThat(uploaded)
                .contains("2 records of the stream drops-own to drops-store, 1 given up")
                .endsWith("exit 0");
        List<S3Object> archived =
                s3.listObjectsV2(list -> list.bucket(UNDELIVERED)).contents();
        assertThat(archived).singleElement().satisfies(object -> {
            String document = s3.getObjectAsBytes(get -> get.bucket(UNDELIVERED).key(object.key()))
                    .asUtf8String();
            assertThat(new Part(JsonDocument.parse(document))
                            .part("KinesisBatchInfo")
                            .number("batchSize"))
                    .isEqualTo(1);
        });
        assertThat(await("dromedary-undelivered-failed-records-own", 1)).hasSize(1);
    }

    @Test
    void shouldAnswer_whenARequestComes() throws Exception {
        String api = deployed.lines()
                .filter(line -> line.startsWith("requests "))
                .findFirst()
                .orElseThrow()
                .substring(9);

        assertThat(HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(URI.create(api + "taps/7")).build(), BodyHandlers.ofString())
                        .body())
                .isEqualTo("tap 7");
    }

    @Test
    void shouldRefuse_whenTheZipIsOfOtherRoutes() throws Exception {
        Path other = Files.copy(Path.of(System.getProperty("dromedary.zip")), folder.resolve("other.zip"));

        assertThat(own("deploy", "--emulator", "--zip", other.toString()))
                .contains("was built from other routes")
                .endsWith("exit 1");
    }
}
