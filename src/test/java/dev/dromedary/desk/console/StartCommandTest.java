package dev.dromedary.desk.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.Shipped;
import dev.dromedary.plan.Plan;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartCommandTest {

    @TempDir
    Path folder;

    private RoutesFolder routes;

    @BeforeEach
    void copy() throws IOException {
        Path path = folder.resolve("ada's routes");
        Shipped.copyTo(path);
        routes = new RoutesFolder(path);
    }

    private String of(RoutesFolder folder, String pipeline) {
        return StartCommand.of(folder, pipeline, Plan.of(folder, List.of(pipeline)));
    }

    @Test
    void shouldNameTheFolderAsOneWord_whenItIsAnotherOne() {
        assertThat(of(routes, "health"))
                .endsWith("dromedary run health --console --routes '"
                        + routes.path().toString().replace("'", "'\\''") + "'");
    }

    @Test
    void shouldFireTheSchedule_whenNothingElseStartsIt() throws IOException {
        Path file = routes.path().resolve("nightly/sweep.camel.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                - route:
                    id: nightly-sweep
                    from:
                      uri: lambda-schedule:nightly
                      parameters: { expression: rate(1 day) }
                      steps:
                        - log: swept
                """);

        assertThat(of(routes.in("prod"), "nightly"))
                .contains("dromedary run nightly --console --schedule --environment prod --routes ");
    }

    @Test
    void shouldAnswerRequests_whenTheyStartIt() {
        assertThat(of(routes, "pipelines")).contains("dromedary run pipelines --console --http 8080 --routes ");
    }
}
