package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.function.runtime.JsonDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** status, upload and purge, as they follow each other in a day. */
class StatusCommandTest {

    private static final String HEADER = "event_time,user_id,heart_rate,spo2,steps,temp_c,systolic_bp,diastolic_bp\n";
    private static final String ROW = "2026-01-05T10:00:00Z,user-1,99,98,10,36.5,120,80\n";

    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void copyRoutes() throws IOException {
        desk = Desk.in(folder);
        Files.createDirectories(desk.file("cloud"));
    }

    @Test
    void shouldSayWhatBecameOfEach_whenOneIsGoodAndOneIsNot() throws IOException {
        Desk.Told uploaded = upload(desk.write("good.csv", HEADER + ROW), desk.write("bad.csv", "a,b\n1,2\n"));
        assertThat(uploaded.err()).isEmpty();
        assertThat(uploaded.out()).contains("s3://dromedary-health/raw/good.csv", "s3://dromedary-health/raw/bad.csv");

        Desk.Told good = command("status", "raw/good.csv");
        Desk.Told bad = command("status", "raw/bad.csv");
        Desk.Told none = command("status", "raw/none.csv");
        Desk.Told all = command("status");

        assertThat(good.code()).isZero();
        assertThat(good.out()).contains("health-ingest: success: 1 rows, 1 valid, 0 rejected", "health-analyze: done");
        assertThat(bad.code()).isEqualTo(1);
        assertThat(bad.out()).contains("rejected: missing_column", "replay health raw/bad.csv", "health-alert: done");
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.out()).contains("there is no such object");
        assertThat(all.out()).contains("Latest problems", "raw/bad.csv: rejected: missing_column");
    }

    @Test
    void shouldNameTheQueueAndTheCommand_whenTheFunctionFailed() throws IOException {
        desk.change("health/ingest.camel.yaml", "operation: getObject", "operation: getObjectRange");
        upload(desk.write("late.csv", HEADER + ROW));

        Desk.Told told = command("status", "raw/late.csv");

        assertThat(told.code()).isEqualTo(1);
        assertThat(told.out())
                .contains("failed; the event is in the queue health-ingest-failed")
                .contains("replay health --queue health-ingest-failed");
        assertThat(command("status").out()).contains("{health-ingest-failed=1}");
    }

    @Test
    @SuppressWarnings("unchecked")
    void shouldPrintOneDocument_whenJsonIsAskedFor() throws IOException {
        upload(desk.write("good.csv", HEADER + ROW));

        Map<String, Object> one =
                JsonDocument.parse(command("status", "raw/good.csv", "--json").out());
        Map<String, Object> all = JsonDocument.parse(command("status", "--json").out());

        assertThat((List<Map<String, Object>>) one.get("objects"))
                .extracting(object -> object.get("route_id") + " " + object.get("state"))
                .containsExactly("health-ingest done", "health-analyze done");
        assertThat((List<Map<String, Object>>) all.get("routes"))
                .filteredOn(route -> route.get("route_id").equals("health-ingest"))
                .singleElement()
                .satisfies(route -> assertThat(route).containsEntry("done", 1));
    }

    @Test
    void shouldSayInOneSentence_whenNoTriggerTakesTheKeyOrTheFile() throws IOException {
        assertThat(command("status", "good.csv").err()).contains("No trigger of health takes an object of the key");
        assertThat(upload(desk.write("x.txt", "x")).err()).contains("The pipeline takes files that end with");
        assertThat(upload(desk.file("nowhere.csv")).err()).contains("There is no file");
    }

    @Test
    void shouldEmptyAll_whenItIsConfirmed() throws IOException {
        upload(desk.write("good.csv", HEADER + ROW));

        Desk.Told told = command("purge", "--yes");

        assertThat(told.err()).isEmpty();
        assertThat(told.out()).contains("removed from bucket dromedary-health", "removed from table dromedary-ledger");
        assertThat(command("purge", "--yes").out()).contains("There is nothing to purge.");
        assertThat(command("status").out()).doesNotContain(" 1 ");
    }

    @Test
    void shouldEmptyTheKindThatIsNamed_whenOnlyIsGiven() throws IOException {
        upload(desk.write("good.csv", HEADER + ROW));

        Desk.Told told = command("purge", "--yes", "--only", "table");

        assertThat(told.out()).contains("dromedary-ledger").doesNotContain("bucket");
        assertThat(desk.file("cloud/s3/dromedary-health/raw/good.csv")).exists();
    }

    @Test
    void shouldRefuse_whenTheEnvironmentIsMarkedProduction() throws IOException {
        upload(desk.write("good.csv", HEADER + ROW));
        Path properties = desk.file("routes/health/health.properties");
        Files.writeString(properties, Files.readString(properties) + "\ndromedary.environment.production=true\n");

        Desk.Told told = command("purge", "--yes");

        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err()).contains("production environment, which is never purged");
        assertThat(desk.file("cloud/s3/dromedary-health/raw/good.csv")).exists();
    }

    @Test
    void shouldRefuse_whenTheSettingsOfTheEnvironmentMarkItProduction() throws IOException {
        Path own = desk.file("routes/health/health.prod.properties");
        Files.copy(own, desk.file("routes/health/health.live.properties"));
        upload(desk.write("good.csv", HEADER + ROW));

        Desk.Told told = command("purge", "--yes", "--environment", "live");

        assertThat(told.err()).contains("production environment, which is never purged");
        assertThat(told.code()).isEqualTo(2);
        assertThat(desk.file("cloud/s3/dromedary-health/raw/good.csv")).exists();
        assertThat(command("purge", "--yes", "--environment", "dev").code()).isZero();
    }

    private Desk.Told upload(Path... files) {
        return command("upload", Stream.of(files).map(Path::toString).toArray(String[]::new));
    }

    private Desk.Told command(String name, String... arguments) {
        return desk.run(Stream.concat(
                        Stream.of(
                                name,
                                "health",
                                "--routes",
                                desk.file("routes").toString(),
                                "--data",
                                desk.file("cloud").toString()),
                        Stream.of(arguments))
                .toArray(String[]::new));
    }
}
