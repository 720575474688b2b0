package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.function.runtime.JsonDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a route logs is seen at a desk, and to whom its files go can be said. */
class RouteLogTest {

    private static final String ROUTE = """
            - route:
                id: notes-%1$s
                from:
                  uri: lambda-sqs:notes-%1$s
                  steps:
                    - log:
                        message: "%1$s got ${body}"
                    - log:
                        message: "%1$s whispers"
                        loggingLevel: DEBUG
                    - log:
                        message: "%1$s warns"
                        loggingLevel: WARN
                        logName: com.example.notes
                    - to:
                        uri: log:org.example.notes
                        parameters:
                          showBodyType: false
                          showExchangePattern: false
            """;

    @TempDir
    Path folder;

    private Desk desk;
    private Path messages;

    @BeforeEach
    void writeRoutes() throws IOException {
        desk = Desk.in(folder);
        Files.createDirectories(desk.file("routes/notes"));
        desk.write("routes/notes/first.camel.yaml", ROUTE.formatted("first"));
        desk.write("routes/notes/second.camel.yaml", ROUTE.formatted("second"));
        messages = desk.write("messages.ndjson", "a\u009b2Jb\n");
    }

    private Desk.Told run(String... more) {
        String[] all = {
            "run",
            "notes",
            messages.toString(),
            "--routes",
            desk.file("routes").toString(),
            "--data",
            desk.file("cloud").toString()
        };
        String[] arguments = Arrays.copyOf(all, all.length + more.length);
        System.arraycopy(more, 0, arguments, all.length, more.length);
        return desk.run(arguments);
    }

    @Test
    void shouldShowWhatTheRouteLogs_whenItRuns() {
        Desk.Told told = run();

        assertThat(told.code()).isZero();
        assertThat(told.out())
                .startsWith(String.join(
                        System.lineSeparator(),
                        "info: notes-first: first got a\\u009b2Jb",
                        "warn: notes-first: first warns",
                        "info: notes-first: Exchange[Body: a\\u009b2Jb]",
                        ""))
                .doesNotContain("whispers");
        assertThat(told.err()).isEmpty();
    }

    @Test
    void shouldKeepOutOfTheDocument_whenJsonIsAskedFor() {
        Desk.Told told = run("--json");

        assertThat(told.err()).contains("info: notes-first: first got");
        assertThat(JsonDocument.parse(told.out())).containsKey("objects");
    }

    @Test
    void shouldSendTheFileThere_whenTheRouteIsNamed() {
        Desk.Told told = run("--to", "notes-second");

        assertThat(told.code()).isZero();
        assertThat(told.out()).contains("second got").doesNotContain("first");
    }

    @Test
    void shouldSayWhichRoutesTakeFiles_whenAnotherIsNamed() {
        Desk.Told told = run("--to", "notes-third");

        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err())
                .contains(
                        "No route \"notes-third\" of this pipeline takes files; these do: notes-first, notes-second.");
    }

    @Test
    void shouldSayWhatTheRouteTakes_whenTheFileIsAnother() throws IOException {
        messages = desk.write("messages.csv", "a\n");

        Desk.Told told = run("--to", "notes-second");

        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err()).contains("The route notes-second takes files that end with .ndjson or .jsonl");
    }

    @Test
    void shouldShowWhatTheRouteLogs_whenATestIsVerbose() throws IOException {
        desk.write("routes/notes/first.test.yaml", """
                cases:
                  - name: a message
                    when:
                      - messages: [hello]
                    then:
                      outcomes: [done]
                """);
        String[] test = {"test", "notes", "--routes", desk.file("routes").toString()};

        Desk.Told quiet = desk.run(test);
        Desk.Told verbose = desk.run("test", "notes", "--verbose", "--routes", test[3]);

        assertThat(quiet.out()).doesNotContain("first got");
        assertThat(verbose.out()).contains("info: notes-first: first got hello").doesNotContain("whispers");
        assertThat(quiet.code() + verbose.code()).isZero();
    }
}
