package dev.dromedary.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cli.Dromedary;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trigger that only this folder knows is checked, planned, tested and run like any other. */
class NewTriggerTest {

    private static final Path MAIN = Path.of("src/main/java/dev/dromedary");

    /** Where the triggers that there are may be named: their own folders. */
    private static final List<Path> FOLDERS =
            List.of(MAIN.resolve("function/trigger"), MAIN.resolve("plan/trigger"), MAIN.resolve("desk/source"));

    private static final Pattern COMPARED = Pattern.compile(
            "(equals\\(|case |contains\\(|startsWith\\()\"(lambda-(s3|http)|(lambda-)?(eventbridge|kinesis|schedule|sqs))\"");

    /** What is named after a service of AWS, and not after a trigger. */
    private static final List<String> SERVICES = List.of("desk/testing/Answer.java");

    @TempDir
    Path routes;

    private final StringWriter out = new StringWriter();

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(routes.resolve("shared"));
        Files.copy(Path.of("routes/shared/errors.camel.yaml"), routes.resolve("shared/errors.camel.yaml"));
        Files.createDirectories(routes.resolve("parcels"));
        Files.writeString(routes.resolve("parcels/parcels.properties"), "");
        route("parameters: { bells: 2 }");
        Files.writeString(routes.resolve("parcels/take.test.yaml"), """
                route: parcels-take
                cases:
                  - name: takes a parcel
                    when:
                      - document: { source: door, detail-type: Parcel, detail: { door: front, parcel: p7 } }
                    then:
                      outcomes: [ { outcome: done } ]
                """);
    }

    private void route(String parameters) throws IOException {
        Files.writeString(routes.resolve("parcels/take.camel.yaml"), """
                - route:
                    id: parcels-take
                    from:
                      uri: lambda-fake:front
                      %s
                      steps:
                        - log: got ${header.parcel}
                """.formatted(parameters));
    }

    private int dromedary(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--routes", routes.toString()));
        PrintWriter writer = new PrintWriter(out, true);
        return Dromedary.execute(writer, writer, all.toArray(String[]::new));
    }

    @Test
    void shouldBeCheckedPlannedAndTested_whenATriggerIsNew() {
        assertThat(dromedary("check")).as(out.toString()).isZero();
        assertThat(dromedary("test")).as(out.toString()).isZero();
        assertThat(dromedary("plan", "--json")).as(out.toString()).isZero();

        assertThat(out.toString())
                .contains("takes a parcel", "\"kind\" : \"fake\"", "\"door\" : \"front\"", "\"asynchronous\" : true");
    }

    @Test
    void shouldTakeItsOwnOptionsOnly_whenAnotherTriggerHasMore() throws IOException {
        route("parameters: { batchSize: 2 }");

        assertThat(dromedary("check")).isNotZero();

        assertThat(out.toString()).contains("parcels/take.camel.yaml:5", "lambda-fake has no option \"batchSize\"");
    }

    @Test
    void shouldNotBeComparedByName_outsideOfItsFolders() throws IOException {
        try (Stream<Path> files = Files.walk(MAIN)) {
            for (Path file : files.filter(name -> name.toString().endsWith(".java"))
                    .filter(name -> FOLDERS.stream().noneMatch(name::startsWith))
                    .filter(name -> SERVICES.stream().noneMatch(name::endsWith))
                    .toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContainPattern(COMPARED);
            }
        }
    }
}
