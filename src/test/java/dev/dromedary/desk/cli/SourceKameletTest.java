package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dromedary.desk.Json;
import dev.dromedary.desk.repository.Home;
import dev.dromedary.desk.repository.NewRepository;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A route that begins with a Kamelet of its own repository: at all commands it is what the Kamelet stands for. */
class SourceKameletTest {

    private static final String KAMELET = """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: files-source
              labels:
                camel.apache.org/kamelet.type: source
            spec:
              definition:
                title: Files of a folder
                type: object
                required: [folder]
                properties:
                  folder: { title: Folder, type: string }
                  ending: { title: Ending, type: string, default: .txt }
                  memory: { title: Memory, type: integer }
              template:
                from:
                  uri: "lambda-s3:{{orders.bucket}}"
                  parameters:
                    prefix: "{{folder}}/"
                    suffix: "{{ending}}"
                    memory: "{{?memory}}"
                  steps:
                    - setProperty: { name: folder, constant: "{{folder}}" }
                    - to: kamelet:sink
            """;

    private static final String ROUTE = """
            - route:
                description: Keeps what is uploaded.
                from:
                  uri: kamelet:files-source
                  parameters: { folder: notes }
                  steps:
                    - setBody: { simple: "${exchangeProperty.folder}: kept" }
                    - removeHeaders: { pattern: "CamelAwsS3*" }
                    - setHeader: { name: CamelAwsS3Key, simple: "kept/${exchangeProperty.name}.out" }
                    - to: { uri: "aws2-s3:{{orders.bucket}}" }
            """;

    private static final String TEST = """
            description: What becomes of a note.
            cases:
              - name: keeps it
                when:
                  - upload: { key: notes/a.txt, text: x }
                then:
                  outcomes: [done]
                  objects:
                    kept/a.out: "notes: kept"
              - name: leaves others alone
                when:
                  - upload: { key: notes/a.csv, text: x }
                then:
                  outcomes: [not started]
                  objects: {}
            """;

    @TempDir
    Path parent;

    private Path orders;

    @BeforeEach
    void makeRepository() throws IOException {
        Path folder = parent.resolve("own");
        NewRepository.make(folder, Home.require(), Home.version());
        orders = folder.resolve("routes/orders");
        Files.writeString(orders.resolve("files-source.kamelet.yaml"), KAMELET);
        Files.writeString(orders.resolve("keep.camel.yaml"), ROUTE);
        Files.writeString(orders.resolve("keep.test.yaml"), TEST);
    }

    private String dromedary(int expected, String command, String... more) {
        StringWriter out = new StringWriter();
        String[] arguments = new String[3 + more.length];
        arguments[0] = command;
        arguments[1] = "--routes";
        arguments[2] = orders.getParent().toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        int code = Dromedary.execute(new PrintWriter(out), new PrintWriter(out), arguments);
        assertThat(code).as(out.toString()).isEqualTo(expected);
        return out.toString();
    }

    @Test
    void shouldBeCheckedAndRun_whenTheKameletBeginsWithATrigger() {
        assertThat(dromedary(0, "check")).startsWith("Nothing is wrong in ");
        assertThat(dromedary(0, "test", "orders")).contains("keeps it", "leaves others alone", "5 passed");
    }

    @Test
    void shouldHaveTheKameletsTriggerAndPermissions_whenItIsPlanned() throws IOException {
        Path plan = parent.resolve("plan.json");
        dromedary(0, "plan", "--json", "--out", plan.toString());

        JsonNode function =
                Json.MAPPER.readTree(Files.readString(plan)).path("functions").path("orders-keep");
        assertThat(function.path("trigger").toString())
                .contains("\"kind\":\"s3\"")
                .contains("notes/");
        assertThat(function.toString()).contains("/kept/*", "/notes/*");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            parameters: { folder: notes } | parameters: { fold: notes }   | The Kamelet "files-source" has no option "fold". Did you mean "folder"?
            parameters: { folder: notes } | parameters: { ending: .md }   | The Kamelet "files-source" needs the option "folder".
            kamelet:files-source          | kamelet:file-source           | The route begins with "kamelet:", and a function is started by a trigger alone
            """)
    void shouldSayItAtTheRoute_whenItCallsTheKameletWrongly(String right, String wrong, String said)
            throws IOException {
        Files.writeString(orders.resolve("keep.camel.yaml"), ROUTE.replace(right, wrong));

        assertThat(dromedary(1, "check")).contains("routes/orders/keep.camel.yaml:", said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kamelet.type: source  | kamelet.type: sink         | its type is not source
            lambda-s3:{{orders.bucket}} | aws2-s3:{{orders.bucket}} | its from is "aws2-s3:{{orders.bucket}}", and a function is started by a trigger alone
            to: kamelet:sink      | log: no end                | its last step has to be to: kamelet:sink
            """)
    void shouldSayWhy_whenNoRouteCanBeginWithTheKamelet(String right, String wrong, String said) throws IOException {
        Files.writeString(orders.resolve("files-source.kamelet.yaml"), KAMELET.replace(right, wrong));

        assertThat(dromedary(1, "check"))
                .contains(
                        "routes/orders/keep.camel.yaml:4:",
                        "No route can begin with the Kamelet \"files-source\": " + said);
    }
}
