package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.ErrorsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Dromedary.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    @Test
    void shouldPrintTableAndDrawing_whenAPersonAsks() {
        assertThat(run("plan")).isZero();

        assertThat(out.toString())
                .startsWith("FUNCTION")
                .containsPattern(
                        "health-ingest +s3 dromedary-health/raw/\\*\\.csv \\*\\.csv\\.gz \\*\\.CSV .*1024 MB +300 s")
                .contains(
                        "health-notify may",
                        "ses:SendRawEmail  ses:identity/dromedary@example.com",
                        "flowchart LR",
                        "f-health-ingest -- \"Data Processing Complete, Data Processing Failed\" --> f-health-analyze");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldWriteTheDocument_whenAFileIsNamed() throws IOException {
        Path file = folder.resolve("deep/plan.json");

        assertThat(run("plan", "--json", "--out", file.toString())).isZero();

        assertThat(out.toString()).isEmpty();
        assertThat(Files.readString(file)).startsWith("{\n  \"format\" : 1,").endsWith("}\n");
    }

    @Test
    void shouldSayThatNothingChanges_whenComparedWithItself() throws IOException {
        Path file = folder.resolve("plan.json");
        run("plan", "--json", "--out", file.toString());

        assertThat(run("plan", "--compare", file.toString())).isZero();

        assertThat(out.toString()).isEqualTo("Nothing changes.\n");
    }

    @Test
    void shouldSayWhatIsWrong_whenTheOtherPlanIsNone() throws IOException {
        Path file = Files.writeString(folder.resolve("plan.json"), "{}");

        assertThat(run("plan", "--compare", file.toString())).isEqualTo(Dromedary.WRONG_USAGE);
        assertThat(run("plan", "--compare", folder.resolve("no.json").toString()))
                .isEqualTo(Dromedary.WRONG_USAGE);
        assertThat(run("plan", "--json", "--compare", file.toString())).isEqualTo(Dromedary.WRONG_USAGE);

        assertThat(err.toString())
                .contains("no plan of format 1", "There is no plan", "leave --json out")
                .doesNotContain("Exception");
    }

    @Test
    void shouldPrintWhatItCosts_whenAsked() throws IOException {
        Path file = folder.resolve("plan.json");
        run("plan", "--json", "--out", file.toString());

        assertThat(run("plan", "--cost")).isZero();
        assertThat(run("plan", "--cost", "--json")).isZero();
        assertThat(run("plan", "--cost", "--compare", file.toString())).isZero();

        assertThat(out.toString())
                .containsPattern("HEALTH +TIMES A MONTH .* A MILLION ROWS")
                .containsPattern("health-ingest +10 +100,000 ")
                .contains("ASSUMPTIONS", "\"perMillion\" : ", "Nothing changes.\n\nCOST\n  All, a month: ");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldSayWhatIsWrong_whenVolumesAreMisplaced() {
        assertThat(run("plan", "--volumes", "x.properties")).isEqualTo(Dromedary.WRONG_USAGE);
        assertThat(run("plan", "--cost", "--volumes", folder.resolve("no").toString()))
                .isEqualTo(Dromedary.WRONG_USAGE);

        assertThat(err.toString())
                .contains("for --cost; add it", "with volumes")
                .doesNotContain("Exception");
    }

    @Test
    void shouldNameFileAndLine_whenARouteIsWrong() throws IOException {
        Files.createDirectories(folder.resolve("orders"));
        ErrorsFile.copyTo(folder);
        Files.writeString(folder.resolve("orders/take.camel.yaml"), """
                - route:
                    id: orders-take
                    from:
                      uri: "lambda-sqs:{{orders.queue}}"
                      steps:
                        - log: x
                """);

        assertThat(run("plan", "--routes", folder.toString())).isEqualTo(Dromedary.FAILED);

        assertThat(err.toString())
                .contains("orders/take.camel.yaml:4: The property orders.queue has no value")
                .doesNotContain("Exception");
    }

    @Test
    void shouldPrintThePlanOfOne_whenAnEnvironmentIsNamed() {
        assertThat(run("plan", "--environment", "prod")).isZero();

        assertThat(out.toString())
                .startsWith("ENVIRONMENT  prod\n\nFUNCTION")
                .contains("schedule cron(0 5 * * ? *) Europe/Berlin", "ses:identity/on-duty@example.com");
    }

    @Test
    void shouldSayThatUsageIsWrong_whenItIsNoNameOfAnEnvironment() {
        assertThat(run("plan", "--environment", "Prod")).isEqualTo(Dromedary.WRONG_USAGE);

        assertThat(err.toString()).contains("\"Prod\" is no environment");
    }

    @Test
    void shouldWriteAPlanForEachEnvironment_whenTheyHaveSettings() throws IOException {
        Path stale = Files.writeString(folder.resolve("plan.gone.json"), "{}");

        WritePlan.main(new String[] {"routes", folder.toString()});

        assertThat(stale).doesNotExist();
        assertThat(Files.readString(folder.resolve("plan.json")))
                .contains("care-team@example.com")
                .doesNotContain("on-duty");
        assertThat(Files.readString(folder.resolve("plan.prod.json"))).contains("on-duty@example.com");
    }

    @Test
    void shouldSayThatUsageIsWrong_whenThereIsNoRoutesFolder() {
        assertThat(run("plan", "--routes", folder.resolve("no").toString())).isEqualTo(Dromedary.WRONG_USAGE);

        assertThat(err.toString()).contains("There is no routes folder");
    }

    @Test
    void shouldTellThePlace_whenARouteHoldsACharacterThatIsNotAllowed() throws IOException {
        Path routes = folder.resolve("routes");
        ErrorsFile.copyTo(routes);
        Files.createDirectories(routes.resolve("p"));
        Files.writeString(routes.resolve("p/take.camel.yaml"), "- route:\n    id: p-ta\u0001ke\n");

        assertThat(run("plan", "--routes", routes.toString())).isNotZero();

        assertThat(err.toString()).contains("take.camel.yaml:2:13: ", "the character U+0001 is not allowed");
    }
}
