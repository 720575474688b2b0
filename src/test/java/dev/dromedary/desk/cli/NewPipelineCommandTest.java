package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a file to rejects with reasons. */
class NewPipelineCommandTest {

    @TempDir
    Path folder;

    private Desk desk;
    private Path sample;

    @BeforeEach
    void makeSample() throws IOException {
        desk = new Desk(folder);
        Files.createDirectories(folder.resolve("routes/shared"));
        Files.copy(Path.of("routes/shared/errors.camel.yaml"), folder.resolve("routes/shared/errors.camel.yaml"));
        sample = desk.write(
                "sales.csv",
                "Sale Id,E-Mail,Country,Quantity\n"
                        + IntStream.range(0, 200)
                                .mapToObj(at -> "S" + at + ",someone" + at + "@example.org,"
                                        + (at % 2 == 0 ? "DE" : "FR") + "," + (at == 5 ? "none" : at % 7) + "\n")
                                .collect(Collectors.joining()));
    }

    private Desk.Told make(String name) {
        return desk.run(
                "new",
                "pipeline",
                name,
                "--from",
                sample.toString(),
                "--routes",
                folder.resolve("routes").toString(),
                "--data",
                folder.resolve("cloud").toString());
    }

    @Test
    void shouldRejectWithReasons_whenAPipelineIsMadeFromAFile() {
        Desk.Told told = make("sales");

        assertThat(told.code()).as(told.err()).isZero();
        assertThat(told.out())
                .contains("1 of 200 values is no integer and will be rejected (\"none\")")
                .contains("may tell addresses of mail")
                .contains("its test passes")
                .contains("sales-ingest: success", "invalid_Quantity");
    }

    @Test
    void shouldBeCheckedTestedAndPlanned_whenItIsMade() {
        make("sales");
        String routes = folder.resolve("routes").toString();

        assertThat(desk.run("check", "--routes", routes).out()).contains("Nothing is wrong");
        assertThat(desk.run("test", "--routes", routes).out()).contains("1 passed, 0 failed");
        assertThat(desk.run("plan", "--routes", routes).out()).contains("s3 dromedary-sales/raw/");
    }

    @Test
    void shouldExpectRejectsAndHoldNobodysData_whenTheTestIsWritten() throws IOException {
        make("sales");

        try (var files = Files.list(folder.resolve("routes/sales"))) {
            for (Path file : files.toList()) {
                assertThat(file).content().doesNotContain("example.org");
            }
        }
        assertThat(folder.resolve("routes/sales/ingest.test.yaml"))
                .content()
                .contains("reject_reason", "missing_Country", "counts_by_reason", "person@example.com");
    }

    @Test
    void shouldRefuse_whenSuchAFolderIsThere() throws IOException {
        Files.createDirectories(folder.resolve("routes/sales"));

        Desk.Told told = make("sales");

        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err().strip()).endsWith("sales is there already; take another name, or remove it first.");
        assertThat(told.out()).isEmpty();
    }

    @Test
    void shouldRefuse_whenItIsNoName() {
        assertThat(make("My-Sales").err()).contains("can't be the name of a pipeline");
        assertThat(desk.run("new").err()).contains("Name the folder of the new repository");
    }
}
