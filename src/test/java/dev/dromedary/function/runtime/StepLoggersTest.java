package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.ErrorsFile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a route logs is in the log of its function. */
class StepLoggersTest {

    private static final String ROUTES = """
            - route:
                id: notes-first
                from:
                  uri: lambda-sqs:notes
                  steps:
                    - log: "step ${body}"
                    - log: { message: "named ${body}", logName: com.example.notes }
                    - log: { message: "whisper ${body}", loggingLevel: DEBUG }
                    - choice:
                        when:
                          - simple: ${body} == 'a'
                            steps:
                              - log: { message: "inner ${body}", logName: org.example.inner }
                    - to: direct:notes-second
                    - to: { uri: "log:net.example", parameters: { showBodyType: false, showExchangePattern: false } }
            - route:
                id: notes-second
                from:
                  uri: direct:notes-second
                  steps:
                    - log: "called ${body}"
            """;

    @RegisterExtension
    final HandlerFixture lambda = new HandlerFixture();

    @TempDir
    private Path routes;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private PrintStream before;

    @BeforeEach
    void catchTheLog() {
        before = System.err;
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void letGo() {
        System.setErr(before);
    }

    @Test
    void shouldBeInTheLog_whateverTheLoggerIsCalled() throws Exception {
        Files.createDirectories(routes.resolve("notes"));
        ErrorsFile.copyTo(routes);
        Files.writeString(routes.resolve("notes/first.camel.yaml"), ROUTES);
        RouteHandler handler =
                new RouteHandler(Map.of("DROMEDARY_ROUTE", "notes-first", "DROMEDARY_ROUTES", routes.toString()));

        HandlerFixture.invoke(handler, Events.batch(List.of(Events.message("m", null, "a"))), Duration.ofMinutes(1));

        assertThat(written.toString(StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.startsWith("{"))
                        .map(JsonDocument::parse)
                        .filter(line -> line.containsKey("level"))
                        .map(line -> line.get("level") + " " + line.get("message")))
                .containsExactly(
                        "INFO step a",
                        "INFO named a",
                        "INFO inner a",
                        "INFO called a",
                        "INFO Exchange[Body: a]",
                        "INFO done: m");
    }
}
