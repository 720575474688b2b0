package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.function.runtime.stub.AwsStub;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class RouteHandlerTest {

    /** Too short for a step to be tried again. */
    private static final Duration SHORT = Duration.ofSeconds(5);

    @RegisterExtension
    final HandlerFixture lambda = new HandlerFixture();

    @Test
    void shouldOpenNoConnection_whenStartedAndPrimed() throws Exception {
        try (Doorbell door = new Doorbell()) {
            lambda.endpoints(door.url(), door.url());

            RouteHandler handler = lambda.handler();
            handler.beforeCheckpoint(null);
            assertThat(door.rings).hasValue(0);
            handler.afterRestore(null);
            assertThat(door.rings).hasValue(0);

            assertThatThrownBy(() -> HandlerFixture.invoke(handler, Events.event("s3-created"), SHORT))
                    .isInstanceOf(InvocationFailedException.class);
            assertThat(door.rings).hasPositiveValue();
        }
    }

    @Test
    void shouldPrimeOnceMoreWithoutACall_whenANewVersionIsLookedAt() throws Exception {
        try (Doorbell door = new Doorbell()) {
            lambda.endpoints(door.url(), door.url());
            RouteHandler handler = lambda.handler();

            assertThat(HandlerFixture.invoke(handler, Map.of("priming", true), SHORT))
                    .contains("\"route\":\"health-ingest\"", "\"primed\":true");
            assertThat(door.rings).hasValue(0);

            assertThatThrownBy(() -> HandlerFixture.invoke(handler, Events.event("s3-created"), SHORT))
                    .isInstanceOf(InvocationFailedException.class);
            int rings = door.rings.get();
            assertThat(HandlerFixture.invoke(handler, Map.of("priming", true), SHORT))
                    .contains("\"primed\":false");
            assertThat(door.rings).hasValue(rings).hasPositiveValue();
        }
    }

    @Test
    void shouldFail_whenANewVersionLacksCode(@TempDir Path routes) throws Exception {
        Files.createDirectories(routes.resolve("shared"));
        Files.copy(Path.of("routes/shared/errors.camel.yaml"), routes.resolve("shared/errors.camel.yaml"));
        Files.createDirectories(routes.resolve("lacking"));
        Files.writeString(routes.resolve("lacking/read.camel.yaml"), """
                - route:
                    id: lacking-read
                    from:
                      uri: lambda-schedule:lacking
                      parameters: { expression: rate(1 hour) }
                      steps:
                        - to: class:%s?method=read
                """.formatted(Lacking.class.getName()));
        RouteHandler handler =
                new RouteHandler(Map.of("DROMEDARY_ROUTE", "lacking-read", "DROMEDARY_ROUTES", routes.toString()));

        handler.beforeCheckpoint(null);
        assertThatThrownBy(() -> HandlerFixture.invoke(handler, Map.of("priming", true), SHORT))
                .isInstanceOf(NoClassDefFoundError.class)
                .hasMessage("a/library/Reader");
    }

    /** What a route uses of a library that did not get into the zip. */
    public static final class Lacking {

        /** Fails as the virtual machine does. */
        public void read() {
            throw new NoClassDefFoundError("a/library/Reader");
        }
    }

    @Test
    void shouldSignWithTheCredentialsOfTheInvocation_whenSnapshotWasTakenWithOthers() throws Exception {
        try (AwsStub aws = new AwsStub()) {
            lambda.endpoints(aws.url(), aws.url());
            lambda.credentials("SNAPSHOT");
            RouteHandler handler = lambda.handler();
            handler.beforeCheckpoint(null);
            lambda.credentials("INVOCATION");
            handler.afterRestore(null);

            assertThatThrownBy(() -> HandlerFixture.invoke(handler, Events.event("s3-created"), SHORT))
                    .isInstanceOf(InvocationFailedException.class);

            assertThat(aws.accessKeys()).containsExactly("INVOCATION");
        }
    }

    @Test
    void shouldAnswerWithASummary_whenThereIsNothingToDo() throws Exception {
        RouteHandler handler = lambda.handler();

        assertThat(HandlerFixture.invoke(handler, Map.of(), SHORT))
                .isEqualTo("{\"route\":\"health-ingest\",\"outcomes\":[]}");
    }

    @Test
    void shouldSayThatItIsNoJson_whenEventIsNone() throws Exception {
        RouteHandler handler = lambda.handler();

        assertThatThrownBy(() -> handler.handleRequest(
                        new ByteArrayInputStream("<xml>".getBytes(StandardCharsets.UTF_8)),
                        new ByteArrayOutputStream(),
                        HandlerFixture.context(SHORT)))
                .isInstanceOf(UnexpectedEventException.class)
                .hasMessageStartingWith("Expected a JSON object, but text that is none");
    }

    @Test
    void shouldSayWhichVariableIsMissing_whenRouteIsNotNamed() {
        assertThatThrownBy(() -> new RouteHandler(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The environment variable DROMEDARY_ROUTE is not set; it names the route, such as"
                        + " health-ingest");
    }

    @Test
    void shouldLookInItsOwnFolder_whenRoutesAreNotElsewhere(@TempDir Path task) {
        Map<String, String> environment =
                Map.of("DROMEDARY_ROUTE", "health-ingest", "LAMBDA_TASK_ROOT", task.toString());

        assertThatThrownBy(() -> new RouteHandler(environment))
                .hasMessage("There is no route \"health-ingest\": " + task.resolve("routes/health/ingest.camel.yaml")
                        + " does not exist");
    }

    /** Counts who comes, and shuts the door at once. */
    private static final class Doorbell implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final AtomicInteger rings = new AtomicInteger();

        Doorbell() throws IOException {
            Thread thread = new Thread(this::listen, "doorbell");
            thread.setDaemon(true);
            thread.start();
        }

        private void listen() {
            while (!socket.isClosed()) {
                try {
                    socket.accept().close();
                    rings.incrementAndGet();
                } catch (IOException e) {
                    return;
                }
            }
        }

        String url() {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
