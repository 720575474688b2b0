package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline with a workflow, from an object to an item: the route that starts it, the workflow, and the routes that it calls. */
class WorkflowRunTest {

    private static final Path ROUTES = Path.of("src/test/resources/workflow/intake");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();

    @BeforeEach
    void copy() throws IOException {
        Path intake = Files.createDirectories(folder.resolve("routes/intake"));
        try (Stream<Path> files = Files.list(ROUTES)) {
            for (Path file : files.toList()) {
                Files.copy(file, intake.resolve(file.getFileName()));
            }
        }
        Files.createDirectories(folder.resolve("routes/shared"));
        Files.copy(Path.of("routes/shared/errors.camel.yaml"), folder.resolve("routes/shared/errors.camel.yaml"));
    }

    private int dromedary(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--routes", folder.resolve("routes").toString()));
        PrintWriter writer = new PrintWriter(out, true);
        return Dromedary.execute(writer, writer, all.toArray(String[]::new));
    }

    @Test
    void shouldKeepAnItem_whenAnObjectStartsAWorkflow() throws IOException {
        Path file = Files.writeString(folder.resolve("orders.csv"), "a,b\n1,2\n");
        Path data = folder.resolve("cloud");

        int exit = dromedary("run", "intake", file.toString(), "--data", data.toString());

        assertThat(exit).as(out.toString()).isZero();
        assertThat(out.toString()).contains("intake-run: done", "intake-judge: done", "intake-keep: done");
        assertThat(data.resolve("tables/intake-objects.ndjson"))
                .content()
                .contains("\"key\":\"incoming/orders.csv\"", "\"status\":\"accepted\"");
        assertThat(data.resolve("events.ndjson"))
                .content()
                .contains(
                        "Step Functions Execution Status Change", "\"status\":\"RUNNING\"", "\"status\":\"SUCCEEDED\"");
    }

    @Test
    void shouldPass_whenItsTestsRun() {
        assertThat(dromedary("check")).as(out.toString()).isZero();
        assertThat(dromedary("test")).as(out.toString()).isZero();
    }

    @Test
    void shouldDrawTheWorkflow_whenItIsPlanned() {
        assertThat(dromedary("plan")).as(out.toString()).isZero();

        assertThat(out.toString())
                .contains(
                        "f-intake-run{{intake-run}}",
                        "f-intake-arrive -- \"execution\" --> f-intake-run",
                        "f-intake-run -- \"invocation\" --> f-intake-judge");
    }
}
