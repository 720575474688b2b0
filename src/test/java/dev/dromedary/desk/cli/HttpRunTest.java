package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
        PipedReader reader = new PipedReader(8192);
        PrintWriter out = new PrintWriter(new PipedWriter(reader));
        StringWriter err = new StringWriter();
        CompletableFuture<Integer> code = new CompletableFuture<>();
        Thread command = new Thread(() -> code.complete(Dromedary.execute(
                out,
                new PrintWriter(err),
                "run",
                "greet",
                "--http",
                "0",
                "--routes",
                desk.file("routes").toString(),
                "--data",
                desk.file("cloud").toString())));
        command.start();
        BufferedReader lines = new BufferedReader(reader);
        URI address = URI.create(lines.readLine() + "/hello/w%C3%B6rld");

        assertThat(lines.readLine()).isEqualTo("  GET /hello/{name}  greet-hello");
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.body()).isEqualTo("Hello, wörld!");
        assertThat(lines.readLine()).isEqualTo("200 GET /hello/w%C3%B6rld");
        command.interrupt();
        assertThat(code.get(30, TimeUnit.SECONDS)).isZero();
        assertThat(err.toString()).isEmpty();
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
