package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.KiteLibrary;
import dev.dromedary.desk.cli.Dromedary;
import dev.dromedary.desk.repository.Home;
import dev.dromedary.desk.repository.NewRepository;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository that adds a component to its functions, and whose route begins with a Kamelet of its own: at the desk, and packaged, under AWS's own runtime interface client. */
class AddedLibraryZipIT extends ZipFixture {

    private static final String ROUTE = """
            - route:
                id: greetings-greet
                description: Greets who asks, in the words of a template.
                from:
                  uri: kamelet:greetings-source
                  parameters: { path: greetings }
                  steps:
                    - to: mustache:greetings/greeting.mustache
            """;

    private static final String KAMELET = """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: greetings-source
              labels:
                camel.apache.org/kamelet.type: source
            spec:
              definition:
                title: Requests
                type: object
                required: [path]
                properties:
                  path: { title: Path, type: string }
              template:
                from:
                  uri: lambda-http:/{{path}}
                  parameters: { method: POST, consumes: text/plain }
                  steps:
                    - setHeader: { name: place, constant: "{{path}}" }
                    - to: kamelet:sink
            """;

    private static final String REQUEST = """
            {"version":"2.0","rawPath":"/greetings","headers":{"content-type":"text/plain"},"body":"Ada","isBase64Encoded":false,
             "requestContext":{"requestId":"r-1","http":{"method":"POST","path":"/greetings","sourceIp":"192.0.2.1"}}}
            """;

    private static final String TEST = """
            description: What somebody is told who asks.
            cases:
              - name: greets by name
                when:
                  - document: %s
                then:
                  outcomes:
                    - statusCode: 200
                      body: Hello Ada at greetings!
            """;

    @TempDir
    static Path parent;

    private static Path folder;

    @BeforeAll
    static void makeRepository() throws IOException {
        folder = parent.resolve("my-pipelines");
        NewRepository.make(folder, Home.require(), Home.version());
        Path greetings = Files.createDirectories(folder.resolve("routes/greetings"));
        Files.writeString(greetings.resolve("greet.camel.yaml"), ROUTE);
        Files.writeString(greetings.resolve("greet.test.yaml"), TEST.formatted(REQUEST.replaceAll("\\s*\\n\\s*", " ")));
        Files.writeString(greetings.resolve("greetings-source.kamelet.yaml"), KAMELET);
        Files.writeString(greetings.resolve("greeting.mustache"), "Hello {{body}} at {{headers.place}}!");
    }

    private static Said dromedary(String... arguments) {
        StringWriter out = new StringWriter();
        int code = Dromedary.execute(new PrintWriter(out), new PrintWriter(out), arguments);
        return new Said(code, out.toString());
    }

    private record Said(int code, String text) {}

    private static Said inRepository(String command, String... more) {
        String[] arguments = new String[3 + more.length];
        arguments[0] = command;
        arguments[1] = "--routes";
        arguments[2] = folder.resolve("routes").toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return dromedary(arguments);
    }

    @Test
    void shouldRunWithTheComponentEverywhere_whenTheRepositoryAddsIt() throws Exception {
        Said without = inRepository("check");
        assertThat(without.text())
                .contains("the function does not hold it; add it: with=camel-mustache in dromedary.properties");
        Files.writeString(folder.resolve("dromedary.properties"), "with=camel-mustache\n", StandardOpenOption.APPEND);

        assertThat(inRepository("check").text()).startsWith("Nothing is wrong in ");
        Said tested = inRepository("test", "greetings");
        assertThat(tested.code()).as(tested.text()).isZero();
        Said packaged =
                inRepository("package", "--out", folder.resolve("target").toString());
        assertThat(packaged.code()).as(packaged.text()).isZero();
        assertThat(packaged.text())
                .contains("with org.apache.camel:camel-mustache:", "with com.github.spullara.mustache.java:compiler:")
                .containsPattern("unpacked \\d+\\.\\d of 250: greetings-greet, orders-ingest")
                .containsPattern("with all of these {2}0\\.\\d+ MB");

        unpackInstead(folder.resolve("target/dromedary-function.zip"));
        assertThat(task.resolve("lib")).isDirectoryContaining("glob:**/org.apache.camel.camel-mustache-*.jar");
        try (FunctionProcess function = start("greetings-greet", Map.of())) {
            assertThat(reply("req-1", REQUEST)).as(function.output()).contains("\"body\":\"Hello Ada at greetings!\"");
        }
        assertThat(Thread.currentThread().getContextClassLoader().getResource("com/github/mustachejava/Mustache.class"))
                .as("nothing is left of it")
                .isNull();
    }

    @Test
    void shouldRunWithAComponentThatCamelDoesNotKnow_whenItsJarTellsOfIt() throws Exception {
        String before = System.getProperty("maven.repo.local", "");
        Path own = parent.resolve("own");
        NewRepository.make(own, Home.require(), Home.version());
        Files.createDirectories(own.resolve("routes/kites"));
        Files.writeString(own.resolve("routes/kites/fly.camel.yaml"), """
                - route:
                    id: kites-fly
                    from:
                      uri: lambda-http:/greetings
                      parameters: { method: POST, consumes: text/plain, grants: none }
                      steps:
                        - to: { uri: "kite:north", parameters: { colour: green, height: 30 } }
                """);
        Files.writeString(
                own.resolve("dromedary.properties"), "with=org.example:kites:1.0\n", StandardOpenOption.APPEND);
        Path library = parent.resolve("repository/org/example/kites/1.0");
        KiteLibrary.described(library.resolve("kites-1.0.jar"));
        Files.writeString(
                library.resolve("kites-1.0.pom"),
                "<project><modelVersion>4.0.0</modelVersion><groupId>org.example</groupId><artifactId>kites</artifactId>"
                        + "<version>1.0</version></project>");
        System.setProperty("maven.repo.local", parent.resolve("repository").toString());
        try {
            Said packaged = dromedary(
                    "package",
                    "--routes",
                    own.resolve("routes").toString(),
                    "--out",
                    own.resolve("target").toString());
            assertThat(packaged.code()).as(packaged.text()).isZero();
        } finally {
            if (before.isEmpty()) {
                System.clearProperty("maven.repo.local");
            } else {
                System.setProperty("maven.repo.local", before);
            }
        }

        unpackInstead(own.resolve("target/dromedary-function.zip"));
        try (FunctionProcess function = start("kites-fly", Map.of())) {
            assertThat(reply("req-1", REQUEST))
                    .as(function.output())
                    .contains("\"body\":\"Ada: north is green at 30\"");
        }
    }

    @Test
    void shouldSayItInOneSentence_whenThereIsNoSuchComponent() {
        Said said = inRepository("check", "--with", "camel-nothing-of-this-name");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.text().lines())
                .singleElement()
                .asString()
                .startsWith("org.apache.camel:camel-nothing-of-this-name:");
    }
}
