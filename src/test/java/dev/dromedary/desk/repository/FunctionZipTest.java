package dev.dromedary.desk.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.desk.library.AddedLibraries;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionZipTest {

    @TempDir
    Path folder;

    private Home home;
    private Path routes;

    @BeforeEach
    void makeParts() throws IOException {
        home = new Home(folder.resolve("home"));
        for (String part : List.of("function", "parquet", "duckdb")) {
            Path jar = home.path().resolve("function/" + part + ".jar");
            Files.createDirectories(jar.getParent());
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
                zip.putNextEntry(new ZipEntry(part + ".class"));
                zip.write("x".repeat(10_000).getBytes(StandardCharsets.UTF_8));
            }
        }
        routes = folder.resolve("routes");
        Template.write(routes.resolve("orders/ingest.camel.yaml"), "- route: {}\n");
        Template.write(routes.resolve("orders/ingest.test.yaml"), "cases: []\n");
        Template.write(routes.resolve("shared/prices.properties"), "a=1\n");
    }

    private Path write(String kind) throws IOException {
        Path file = folder.resolve(kind + ".zip");
        new FunctionZip(FunctionParts.of(home), routes, AddedLibraries.NONE).write(kind, file);
        return file;
    }

    private static List<String> names(Path zip) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            return file.stream().map(ZipEntry::getName).toList();
        }
    }

    @Test
    void shouldHaveThePermissionsOfOtherFiles() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "x");

        assertThat(Files.getPosixFilePermissions(write("function"))).isEqualTo(Files.getPosixFilePermissions(other));
    }

    @Test
    void shouldHoldClassesThatAreNotPacked_whenItIsTheOrdinaryOne() throws IOException {
        Path zip = write("function");

        assertThat(names(zip)).containsExactly("lib/function.jar", "routes/orders/ingest.camel.yaml");
        try (ZipFile file = new ZipFile(zip.toFile())) {
            byte[] jar = file.getInputStream(file.getEntry("lib/function.jar")).readAllBytes();
            ZipEntry inner = new ZipInputStream(new ByteArrayInputStream(jar)).getNextEntry();
            assertThat(inner.getName()).isEqualTo("function.class");
            assertThat(inner.getMethod()).isEqualTo(ZipEntry.STORED);
        }
    }

    @Test
    void shouldHoldWhatThePlanSays_whenItIsAnotherOne() throws IOException {
        assertThat(names(write("parquet"))).contains("lib/parquet.jar").doesNotContain("lib/duckdb.jar");
        assertThat(names(write("duckdb")))
                .contains(
                        "lib/parquet.jar",
                        "lib/duckdb.jar",
                        "lib/libduckdb_java.so_linux_amd64",
                        "lib/libduckdb_java.so_linux_arm64");
    }

    @Test
    void shouldBeTheSameBytes_whenContentIsTheSame() throws IOException {
        byte[] first = Files.readAllBytes(write("function"));

        assertThat(Files.readAllBytes(write("function"))).isEqualTo(first);
        Template.write(routes.resolve("orders/ingest.camel.yaml"), "- route: {id: other}\n");
        assertThat(Files.readAllBytes(write("function"))).isNotEqualTo(first);
    }

    private Path write(AddedLibraries added) throws IOException {
        Path file = folder.resolve("added.zip");
        new FunctionZip(FunctionParts.of(home), routes, added).write("function", file);
        return file;
    }

    private AddedLibraries added(String content) throws IOException {
        Path jar = Files.writeString(folder.resolve("kites-1.0.jar"), content);
        return new AddedLibraries(List.of(new AddedLibraries.Library("org.example:kites:1.0", jar)), List.of());
    }

    @Test
    void shouldHoldWhatIsAdded_whenTheRepositoryAddsIt() throws IOException {
        assertThat(names(write(added("kites"))))
                .containsExactly(
                        "lib/function.jar", "lib/org.example.kites-1.0.jar", "routes/orders/ingest.camel.yaml");
    }

    @Test
    void shouldRefuse_whenItWouldUnpackToMoreThanLambdaTakes() throws IOException {
        AddedLibraries large = added("");
        try (RandomAccessFile file =
                new RandomAccessFile(large.libraries().get(0).file().toFile(), "rw")) {
            file.setLength(250L * 1024 * 1024 - 100);
        }

        assertThatThrownBy(() -> write(large))
                .isInstanceOf(RepositoryException.class)
                .hasMessageContaining("added.zip would unpack to 251 MB, and Lambda takes 250 MB; leave out a library");
        assertThat(folder.resolve("added.zip")).doesNotExist();
    }

    @Test
    void shouldSayWhatToDo_whenTheCloneIsNotBuilt() {
        assertThatThrownBy(() -> FunctionParts.of(new Home(folder.resolve("clone"))))
                .isInstanceOf(RepositoryException.class)
                .hasMessageContaining("run mvn package -DskipTests in " + folder.resolve("clone"));
    }
}
