package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
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
    void shouldSaySo_whenTheFileIsEmpty() throws IOException {
        String routes = desk.file("routes").toString();
        String empty = desk.write("empty.csv", "").toString();

        Desk.Told told = desk.run("new", "pipeline", "sales", "--from", empty, "--routes", routes);

        assertThat(told.err()).contains("empty.csv is empty");
        assertThat(told.code()).isEqualTo(2);
    }

    @Test
    void shouldSaySo_whenAPackageIsToGoIntoAFile() throws IOException {
        String routes = desk.file("routes").toString();
        String file = desk.write("taken", "").toString();

        Desk.Told told = desk.run("package", "--out", file, "--routes", routes);

        assertThat(told.err()).contains("--out has to be a folder");
        assertThat(told.code()).isEqualTo(2);
    }

    @Test
    void shouldRefuse_whenItIsNoName() {
        assertThat(make("My-Sales").err()).contains("can't be the name of a pipeline");
        assertThat(desk.run("new").err()).contains("Name the folder of the new repository");
    }

    @Test
    void shouldHoldTheDataInTheFilesEncoding_whenTheHeaderIsNoUtf8() throws IOException {
        Files.write(sample, "id;straße;größe\n1;a;1,5\n2;b;2,5\n3;c;3,5\n".getBytes(Charset.forName("windows-1252")));

        Desk.Told told = make("streets");

        assertThat(told.code()).as(told.out() + told.err()).isZero();
        assertThat(told.out()).contains("its test passes");
        assertThat(folder.resolve("routes/streets/ingest.test.yaml"))
                .content()
                .contains("as: windows-1252", "id;straße;größe\n", "id;straße;größe;reject_reason\n")
                .doesNotContain("\uFFFD", "no text");
    }

    @Test
    void shouldLeaveNothing_whenItsTestCantBeWritten() throws IOException {
        Files.writeString(sample, "id,na\u0001me,x\na,b,1\nc,d,2\n");

        Desk.Told told = make("sales");

        assertThat(told.code()).isNotZero();
        assertThat(told.err()).contains("sales.csv has the character U+0001");
        assertThat(folder.resolve("routes/sales")).doesNotExist();
    }

    @Test
    void shouldLeaveNothing_whenItsTestDoesNotStart() throws IOException {
        Files.writeString(folder.resolve("routes/shared/errors.camel.yaml"), "- nothing: {}\n");

        Desk.Told told = make("sales");

        assertThat(told.code()).isNotZero();
        assertThat(folder.resolve("routes/sales")).doesNotExist();
    }

    @Test
    void shouldPassTheCheck_whenColumnsAreOneInTheCatalogue() throws IOException {
        Files.writeString(sample, "Order Id,order_id,ORDER-ID\n1,2,3\n4,5,6\n7,8,9\n");

        assertThat(make("orders").code()).isZero();
        assertThat(desk.run("check", "--routes", folder.resolve("routes").toString())
                        .out())
                .contains("Nothing is wrong");
    }
}
