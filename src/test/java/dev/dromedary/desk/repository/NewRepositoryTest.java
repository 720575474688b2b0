package dev.dromedary.desk.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.desk.cli.Dromedary;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository that was made just now: everything is green in it at once. */
class NewRepositoryTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/dev/dromedary/desk/repository/template");

    @TempDir
    Path parent;

    private Path folder;
    private List<String> written;

    @BeforeEach
    void make() throws IOException {
        folder = parent.resolve("my-pipelines");
        written = NewRepository.make(folder, Home.require(), "1.0");
    }

    private String run(String... arguments) {
        StringWriter out = new StringWriter();
        int code = Dromedary.execute(
                new PrintWriter(out),
                new PrintWriter(out),
                Stream.concat(
                                Stream.of(arguments),
                                Stream.of("--routes", folder.resolve("routes").toString()))
                        .toArray(String[]::new));
        return code + " " + out;
    }

    @Test
    void shouldFindNothing_whenItIsChecked() {
        assertThat(run("check")).startsWith("0 Nothing is wrong");
    }

    @Test
    void shouldPassItsTests_whenTheyAreRun() {
        assertThat(run("test")).startsWith("0 ").contains("3 passed, 0 failed");
    }

    @Test
    void shouldSplitTheSample_whenItIsRun() {
        assertThat(run(
                        "run",
                        "orders",
                        folder.resolve("sample-csv/orders.csv").toString(),
                        "--data",
                        parent.resolve("cloud").toString()))
                .startsWith("0 orders-ingest: success")
                .contains("invalid_quantity", "missing_order_id", "invalid_price");
    }

    @Test
    void shouldNameItsBucketAfterTheRepository_whenItIsPlanned() {
        assertThat(run("plan", "--cost")).startsWith("0 ").contains("orders-ingest");
        assertThat(run("plan")).contains("s3 my-pipelines-orders/raw/");
    }

    @Test
    void shouldFillInAllNames_whenItIsMade() throws IOException {
        assertThat(folder.resolve("dromedary")).isExecutable();
        for (String file : written) {
            assertThat(Files.readString(folder.resolve(file))).as(file).doesNotContain("@name@", "@version@");
        }
        assertThat(folder.resolve("dromedary.properties")).content().contains("version=1.0\n");
    }

    @Test
    void shouldUseEveryTemplate_whenTheIndexIsRead() throws IOException {
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            List<String> names = files.filter(Files::isRegularFile)
                    .map(file -> TEMPLATES.relativize(file).toString())
                    .filter(name -> !name.equals("index.txt") && !name.startsWith("pipeline/"))
                    .toList();

            assertThat(Template.index().keySet()).containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @Test
    void shouldRefuseAndLeaveAsItIs_whenTheFolderIsNotEmpty() throws IOException {
        Path own = Files.createDirectories(parent.resolve("own"));
        Files.writeString(own.resolve("notes.txt"), "mine");

        assertThatThrownBy(() -> NewRepository.make(own, Home.require(), "1.0"))
                .isInstanceOf(RepositoryException.class)
                .hasMessage("The folder " + own + " is not empty; name one that is empty or not there yet.");
        assertThat(own).isDirectoryContaining("glob:**/notes.txt").isDirectoryNotContaining("glob:**/routes");
    }

    @Test
    void shouldTakeIt_whenGitAloneIsThere() throws IOException {
        Path cloned = parent.resolve("cloned");
        Files.createDirectories(cloned.resolve(".git"));

        assertThat(NewRepository.make(cloned, Home.require(), "1.0")).contains("routes/orders/ingest.camel.yaml");
    }

    @Test
    void shouldRefuse_whenTheNameCanBeginNoBucket() {
        assertThatThrownBy(() -> NewRepository.make(parent.resolve("My_Own"), Home.require(), "1.0"))
                .isInstanceOf(RepositoryException.class)
                .hasMessageContaining("\"My_Own\" can't be the name of a repository");
        assertThat(parent.resolve("My_Own")).doesNotExist();
    }
}
