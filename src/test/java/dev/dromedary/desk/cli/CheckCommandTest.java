package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void copyRoutes() throws IOException {
        desk = Desk.in(folder);
    }

    private Desk.Told check(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "check";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--routes";
        all[arguments.length + 2] = desk.file("routes").toString();
        return desk.run(all);
    }

    @Test
    void shouldSaySo_whenNothingIsWrong() {
        Desk.Told told = check();

        assertThat(told.code()).isZero();
        assertThat(told.out()).startsWith("Nothing is wrong").doesNotContain("\u001b");
        assertThat(told.err()).isEmpty();
    }

    @Test
    void shouldTellPlaceAndNearestName_whenSomethingIsMisspelt() throws IOException {
        desk.change("health/ingest.camel.yaml", "operation: getObject", "opration: getObject");

        Desk.Told told = check();

        assertThat(told.code()).isEqualTo(1);
        assertThat(told.out().lines())
                .containsExactly(
                        desk.file("routes/health/ingest.camel.yaml")
                                + ":25:21: error: aws2-s3 has no option \"opration\". Did you mean \"operation\"?",
                        "1 error, 0 warnings.");
    }

    @Test
    void shouldTellPlace_whenATestFileIsWrong() throws IOException {
        desk.change("health/alert.test.yaml", "cases:", "casses:");

        Desk.Told told = check();

        assertThat(told.code()).isEqualTo(1);
        assertThat(told.out())
                .startsWith(desk.file("routes/health/alert.test.yaml") + ":")
                .contains("casses");
    }

    @Test
    void shouldTellPlaceAndGoOn_whenACharacterIsNotAllowed() throws IOException {
        desk.change("health/alert.test.yaml", "cases:", "cases: \u0001");
        desk.change("health/notify.camel.yaml", "- route:", "# \u0002\n- route:");
        desk.change("shared/errors.camel.yaml", "- routeConfiguration:", "- routeConfigurations:");

        Desk.Told told = check();

        assertThat(told.code()).isEqualTo(1);
        assertThat(told.out())
                .contains("the character U+0001 is not allowed")
                .contains(desk.file("routes/health/notify.camel.yaml")
                        + ":1:3: error: This is no YAML: the character U+0002 is not allowed; take it out, or write it as \\u0002"
                        + " between double quotes.")
                .contains("routeConfigurations");
    }

    @Test
    void shouldPrintOneDocument_whenAskedForJson() throws IOException {
        desk.change(
                "health/health.properties",
                "health.bus=dromedary-health",
                "health.bus=dromedary-health\nhealth.buss=x");

        Desk.Told told = check("--json");

        assertThat(told.code()).isZero();
        JsonNode document = new ObjectMapper().readTree(told.out());
        assertThat(document.path("errors").asInt()).isZero();
        assertThat(document.path("warnings").asInt()).isEqualTo(1);
        JsonNode finding = document.path("findings").path(0);
        assertThat(finding.path("file").asText()).endsWith("routes/health/health.properties");
        assertThat(finding.path("line").asInt()).isEqualTo(9);
        assertThat(finding.path("column").asInt()).isEqualTo(1);
        assertThat(finding.path("severity").asText()).isEqualTo("warning");
    }

    @Test
    void shouldNameTheOverridingLine_whenOnlyAnEnvironmentIsWrong() throws IOException {
        desk.change("health/health.prod.properties", "health.digest.hour=5", "health.digest.hour=25");

        Desk.Told told = check();

        assertThat(told.code()).isEqualTo(1);
        assertThat(told.out())
                .startsWith(desk.file("routes/health/health.prod.properties") + ":7:1: error: ")
                .contains("cron(0 25 * * ? *)", "It is read at health/digest.camel.yaml:", "1 error, 0 warnings.");
        assertThat(check("--environment", "prod").out()).isEqualTo(told.out());
        assertThat(check("--environment", "dev").code()).isZero();
    }

    @Test
    void shouldTellTheNearestPipeline_whenAFileBelongsToNone() throws IOException {
        Files.createDirectories(desk.file("routes/helth"));
        desk.write("routes/helth/helth.prod.properties", "health.digest.hour=5\n");

        Desk.Told told = check();

        assertThat(told.code()).isEqualTo(1);
        assertThat(told.out())
                .startsWith(desk.file("routes/helth/helth.prod.properties")
                        + ":1:1: error: The file is not read: there is no pipeline \"helth\"")
                .contains("Did you mean \"health\"?");
    }

    @Test
    void shouldTellOfOnePipeline_whenItIsNamed() throws IOException {
        desk.change("health/ingest.camel.yaml", "operation: getObject", "opration: getObject");

        assertThat(check("customers").code()).isZero();
        assertThat(check("health").code()).isEqualTo(1);
    }

    @Test
    void shouldSuggestOne_whenThereIsNoSuchPipeline() {
        Desk.Told told = check("helth");

        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err()).contains("no pipeline \"helth\"", "Did you mean \"health\"?");
    }
}
