package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.function.runtime.JsonDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCatalogTest {

    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void copyRoutes() throws IOException {
        desk = Desk.in(folder);
    }

    private Desk.Told run(String... arguments) {
        return desk.run(Stream.concat(
                        Stream.of(
                                "run",
                                "catalog",
                                "--routes",
                                desk.file("routes").toString(),
                                "--data",
                                desk.file("cloud").toString()),
                        Stream.of(arguments))
                .toArray(String[]::new));
    }

    @Test
    void shouldShowTheItems_whenFilesOfAnyKindAreGiven() throws IOException {
        Path csv = desk.write("a b.csv", "x");
        Path other = desk.write("ä", "four");

        Desk.Told told = run(csv.toString(), other.toString());

        assertThat(told.code()).as(told.err()).isZero();
        assertThat(told.out())
                .contains("catalog-record: recorded", "in ProcessedResults")
                .containsPattern("file_name +a b.csv")
                .containsPattern("file_name +ä\\R")
                .containsPattern("size +4\\R")
                .containsPattern("status +Processed");
        assertThat(Files.readAllLines(desk.file("cloud/tables/ProcessedResults.ndjson")))
                .hasSize(2);
    }

    @Test
    void shouldTakeTheSampleAndTellTheItemAsJson_whenNoFileIsGiven() {
        Desk.Told told = run("--json");

        assertThat(told.code()).as(told.err()).isZero();
        assertThat(JsonDocument.parse(told.out()))
                .extractingByKey("objects", InstanceOfAssertFactories.list(Map.class))
                .singleElement()
                .extracting(object -> object.get("item"), InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("file_name", "catalog.csv")
                .containsEntry("bucket", "dromedary-catalog")
                .containsEntry("status", "Processed")
                .containsKeys("id", "size", "etag", "version", "event_time", "metadata");
    }
}
