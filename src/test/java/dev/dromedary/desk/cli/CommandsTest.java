package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {

    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void copyRoutes() throws IOException {
        desk = Desk.in(folder);
    }

    private Desk.Told generate(String rows, String bad, String seed, Path out) {
        return desk.run("generate", "health", "--rows", rows, "--bad", bad, "--seed", seed, "--out", out.toString());
    }

    private Desk.Told validate(Path file) {
        return desk.run("validate", file.toString(), "--schema", "health/reading.schema.json");
    }

    @Test
    void shouldWriteTheShippedSample_whenItsCommandIsRepeated() {
        generate("1000", "0.15", "2026", desk.file("again.csv"));

        assertThat(desk.file("again.csv")).hasSameBinaryContentAs(Path.of("sample-csv/health.csv"));
    }

    @Test
    void shouldWriteJustTheBadRowsAskedFor_whenGenerating() {
        generate("200", "0.25", "7", desk.file("some.csv"));

        assertThat(validate(desk.file("some.csv")).out()).contains("200 rows, 150 valid, 50 rejected");
    }

    @Test
    void shouldNameTheFileAfterThePipeline_whenOutIsAFolder() {
        assertThat(generate("1", "0", "1", folder).code()).isZero();

        assertThat(desk.file("health.csv")).exists();
    }

    @Test
    void shouldRefuse_whenTheShareIsNone() {
        Desk.Told told = generate("1", "15", "1", desk.file("x.csv"));

        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err()).contains("--bad", "from 0 to 1");
        assertThat(desk.file("x.csv")).doesNotExist();
    }

    @Test
    void shouldPrintLineAndReason_whenARowIsRejected() throws IOException {
        Path file = desk.write("one.csv", """
                event_time,user_id,heart_rate,spo2,steps,temp_c,systolic_bp,diastolic_bp
                2026-01-05T08:00:00Z,u,70,98,0,36.6,120,80
                2026-01-05T08:00:00Z,u,70,98,0,36.6,80,120
                2026-01-05T08:00:00Z,u,70,98,0,36.6,100,120
                """);

        Desk.Told told = validate(file);

        assertThat(told.code()).isZero();
        assertThat(told.out())
                .contains(file + ":3: invalid_systolic_bp", file + ":4: dbp_gt_sbp", "3 rows, 1 valid, 2 rejected");
    }

    @Test
    void shouldFail_whenTheFileWouldBeRejectedWhole() throws IOException {
        Desk.Told told = validate(desk.write("open.csv", "event_time,\"user_id\n"));

        assertThat(told.code()).isEqualTo(1);
        assertThat(told.out()).contains("rejected whole: ");
    }

    @Test
    void shouldAskForRightUsage_whenTheSchemaIsMissing() {
        Desk.Told told = desk.run("validate", "sample-csv/health.csv", "--schema", "health/nothing.schema.json");

        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err().strip().lines()).hasSize(1);
    }

    @Test
    void shouldAskForRightUsage_whenTheCommandIsUnknown() {
        Desk.Told told = desk.run("runn");

        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err()).contains("runn");
    }

    @Test
    void shouldExplainItself_whenAskedForHelp() {
        assertThat(desk.run("run", "--help").out()).contains("PIPELINE", "--data", "--json");
        assertThat(desk.run("--help").out()).contains("run", "validate", "generate", "Exit codes");
    }

    @Test
    void shouldReadTheRest_whenAFileIsNoText() throws IOException {
        Path file = desk.file("bytes.csv");
        Files.write(file, "PK\u0003\u0004\u0000\u00ff".getBytes(StandardCharsets.ISO_8859_1));

        Desk.Told told = validate(file);

        assertThat(told.code()).isEqualTo(1);
        assertThat(told.out()).contains("rejected whole: zip_file");
    }
}
