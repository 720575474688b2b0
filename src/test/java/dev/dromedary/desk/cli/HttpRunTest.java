package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class HttpRunTest {

    private static final String ROUTE = """
            - route:
                id: greet-hello
                from:
                  uri: "lambda-http:/hello/{name}"
                  parameters:
                    method: GET
                  steps:
                    - setBody:
                        simple: Hello, ${header.name}!
            """;

    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void writeRoute() throws IOException {
        desk = Desk.in(folder);
        Files.createDirectories(desk.file("routes/greet"));
        desk.write("routes/greet/hello.camel.yaml", ROUTE);
    }

    @Test
    @Timeout(60)
    void shouldAnswerUntilItIsInterrupted_whenAPortIsAskedFor() throws Exception {
        Serving serving = serve();
        URI address = URI.create(serving.lines().readLine() + "/hello/w%C3%B6rld");

        assertThat(serving.lines().readLine()).isEqualTo("  GET /hello/{name}  greet-hello");
        assertThat(get(address).body()).isEqualTo("Hello, wörld!");
        assertThat(serving.lines().readLine()).isEqualTo("200 GET /hello/w%C3%B6rld");
        assertThat(serving.end()).isZero();
        assertThat(serving.err().toString()).isEmpty();
    }

    @Test
    @Timeout(60)
    void shouldDescribeItsApi_whenTheDocumentIsAskedFor() throws Exception {
        Serving serving = serve();
        URI address = URI.create(serving.lines().readLine() + "/openapi.json");
        serving.lines().readLine();

        HttpResponse<String> answer = get(address);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        JsonNode api = new ObjectMapper().readTree(answer.body());
        assertThat(api.path("openapi").asText()).startsWith("3.1");
        assertThat(api.path("paths").fieldNames()).toIterable().containsExactly("/hello/{name}");
        assertThat(api.path("paths")
                        .path("/hello/{name}")
                        .path("get")
                        .path("operationId")
                        .asText())
                .isEqualTo("greet-hello");
        assertThat(serving.end()).isZero();
        assertThat(serving.err().toString()).isEmpty();
    }

    @Test
    @Timeout(60)
    void shouldFailAndTell_whenACallWasRefused() throws Exception {
        desk.write("routes/greet/hello.camel.yaml", ROUTE.replace("- setBody:", """
                - setHeader:
                            name: CamelAwsS3Key
                            simple: ${header.name}
                        - to: aws2-s3:shop?operation=getObject
                        - setBody:"""));
        Serving serving = serve();
        URI address = URI.create(serving.lines().readLine() + "/hello/you");
        serving.lines().readLine();

        assertThat(get(address).statusCode()).isEqualTo(500);
        assertThat(serving.end()).isEqualTo(1);
        assertThat(serving.rest()).contains("denied: ").contains("s3:GetObject");
        assertThat(desk.file("cloud/logs/greet-hello.ndjson"))
                .content()
                .contains("\"failures\":[\"The request was answered with 500.\"]");
    }

    private static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    @Timeout(60)
    void shouldShowTheRunAtAPortOfItsOwn_whenTheConsoleIsAskedForToo() throws Exception {
        Serving serving = serve("--console");
        URI console = URI.create(serving.lines().readLine().replaceFirst("^console +", ""));
        URI api = URI.create(serving.lines().readLine() + "/hello/you");

        assertThat(console.getPort()).isNotEqualTo(api.getPort());
        assertThat(get(api).body()).isEqualTo("Hello, you!");
        assertThat(get(console).body()).contains("greet-hello", "http GET /hello/{name}", "1 run<");
        assertThat(serving.end()).isZero();
    }

    @Test
    void shouldSaySo_whenThereIsNoSuchPortForTheConsole() {
        Desk.Told told = desk.run(
                "run",
                "greet",
                "--console",
                "65536",
                "--routes",
                desk.file("routes").toString());

        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err()).isEqualTo("There is no port 65536; it has to be 0 to 65535.\n");
    }

    private Serving serve(String... more) throws IOException {
        PipedReader reader = new PipedReader(65536);
        PrintWriter out = new PrintWriter(new PipedWriter(reader));
        StringWriter err = new StringWriter();
        CompletableFuture<Integer> code = new CompletableFuture<>();
        Thread command = new Thread(() -> {
            List<String> arguments = new ArrayList<>(List.of(
                    "run",
                    "greet",
                    "--http",
                    "0",
                    "--routes",
                    desk.file("routes").toString(),
                    "--data",
                    desk.file("cloud").toString()));
            arguments.addAll(List.of(more));
            int ended = Dromedary.execute(out, new PrintWriter(err), arguments.toArray(String[]::new));
            // Before anybody learns that it has ended: a pipe whose last writer is gone is broken unless it was closed.
            out.close();
            code.complete(ended);
        });
        command.start();
        return new Serving(new BufferedReader(reader), err, command, code);
    }

    /** A command that answers requests. */
    private record Serving(BufferedReader lines, StringWriter err, Thread command, CompletableFuture<Integer> code) {

        /** Ctrl-C, and with what it ends. */
        int end() throws Exception {
            command.interrupt();
            return code.get(30, TimeUnit.SECONDS);
        }

        /** What it has said since. */
        String rest() {
            return lines.lines().collect(Collectors.joining("\n"));
        }
    }

    @Test
    void shouldSaySo_whenNothingAnswersRequests() {
        Desk.Told told = desk.run(
                "run",
                "health",
                "--http",
                "0",
                "--routes",
                desk.file("routes").toString(),
                "--data",
                desk.file("cloud").toString());

        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err()).contains("lambda-http", "--http");
    }
}
