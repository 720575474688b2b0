package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayCommandTest {

    private static final String HEADER = "event_time,user_id,heart_rate,spo2,steps,temp_c,systolic_bp,diastolic_bp\n";
    /** A heart rate that no rule lets pass, and one that is out of range for the analysis if it does. */
    private static final String ROW = "2026-01-05T10:00:00Z,user-1,190,98,10,36.5,120,80\n";

    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void rejectAFile() throws IOException {
        desk = Desk.in(folder);
        Desk.Told told = desk.runHealth(desk.write("odd.csv", HEADER + ROW));
        assertThat(told.out()).contains("health-ingest: rejected");
        assertThat(told.code()).isEqualTo(1);
    }

    @Test
    void shouldProcessARejectedFileAndTellNobody_whenTheRuleHasChanged() throws IOException {
        desk.change("health/reading.schema.json", "\"maximum\": 180", "\"maximum\": 200");

        Desk.Told told = replay("raw/odd.csv", "--execute", "--id", "january");

        assertThat(told.err()).isEmpty();
        assertThat(told.out()).contains("success", "health-ingest dromedary-health/raw/odd.csv", "1 object: 1 success");
        assertThat(told.code()).isZero();
        assertThat(stored("processed/odd.csv")).isEqualTo(HEADER + ROW);
        assertThat(stored("processed/odd_manifest.json")).contains("\"replay\" : \"january\"");
        assertThat(events()).contains("Data Analysis Complete", "\"replay\":{\"id\":\"january\",\"notify\":false}");
        assertThat(mails()).isEmpty();
        assertThat(items("dromedary-health-analyses")).contains("notification_replay", "january");
    }

    @Test
    void shouldSendOneMail_whenPeopleAreToBeTold() throws IOException {
        desk.change("health/reading.schema.json", "\"maximum\": 180", "\"maximum\": 200");

        Desk.Told told = replay("--prefix", "raw/", "--rejected", "--execute", "--notify");

        assertThat(told.out()).contains("people are told again", "1 object: 1 success");
        assertThat(mails()).hasSize(1);
    }

    @Test
    void shouldTellNobodyOfTheRejection_whenTheFileIsRejectedAgain() throws IOException {
        int alerts = alerts();

        Desk.Told told = replay("raw/odd.csv", "--execute");

        assertThat(told.out()).contains("1 object: 1 rejected");
        assertThat(told.code()).as("as of run").isEqualTo(1);
        assertThat(alerts()).isEqualTo(alerts);
    }

    @Test
    void shouldMailAgain_whenAFileThatWasMailedIsReplayedWithNotify() throws IOException {
        desk.change("health/reading.schema.json", "\"maximum\": 180", "\"maximum\": 200");
        replay("raw/odd.csv", "--execute", "--notify", "--id", "first");

        replay("raw/odd.csv", "--execute", "--notify", "--id", "second");
        replay("raw/odd.csv", "--execute", "--notify", "--id", "second");

        assertThat(mails()).hasSize(2);
    }

    @Test
    void shouldChangeNothing_whenItIsADryRun() throws IOException {
        Map<String, String> before = everything();

        Desk.Told told = replay("raw/odd.csv");

        assertThat(told.out())
                .contains("health-ingest dromedary-health/raw/odd.csv, done")
                .contains("1 object would be replayed, and nobody would be told.", "add --execute");
        assertThat(everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--execute"})
    void shouldFail_whenThereIsNoSuchObject(String option) {
        Desk.Told told = option.isEmpty() ? replay("raw/od.csv") : replay("raw/od.csv", option);

        assertThat(told.err()).contains("There is no object raw/od.csv that a trigger of health takes");
        assertThat(told.code()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "--from,2000-01-01,1",
        "--from,2100-01-01T00:00:00Z,0",
        "--until,2100-01-01,1",
        "--until,2000-01-01,0",
        "--prefix,raw/o,1",
        "--prefix,raw/x,0"
    })
    void shouldFindObjects_whenSelected(String option, String value, int count) {
        assertThat(replay(option, value).out()).contains(count + " object" + (count == 1 ? "" : "s") + " would be");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--execute | Name what to replay",
                "raw/odd.csv --prefix raw/ | A KEY is one object",
                "--failed --prefix raw/ | leave out what selects objects",
                "--failed --notify | --notify is for objects",
                "--from yesterday | it has to be a date or a time",
                "raw/odd.csv --id a/b | A replay's id is 1 to 64",
                "--queue nobodys | its queues are",
                "raw/odd.csv --name-prefix claims- | --name-prefix is that of an environment",
                "raw/odd.csv --name-prefix claims --environment dev | --name-prefix claims- --environment dev",
                "raw/odd.csv --environment Dev | \"Dev\" is no environment"
            })
    void shouldSayInOneSentence_whenUsageIsWrong(String arguments, String sentence) {
        Desk.Told told = replay(arguments.split(" "));

        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err()).contains(sentence);
    }

    @Test
    void shouldBringBackWhatFailed_whenItsCauseIsGone() throws IOException {
        desk.change("health/ingest.camel.yaml", "operation: getObject", "operation: getObjectRange");
        Desk.Told failed = desk.runHealth(desk.write("late.csv", HEADER + ROW.replace("190", "99")));
        assertThat(failed.code()).isEqualTo(1);
        desk.change("health/ingest.camel.yaml", "operation: getObjectRange", "operation: getObject");
        assertThat(replay("--failed").out())
                .contains("1 message from health-ingest-failed to the function health-ingest");

        Desk.Told told = replay("--failed", "--execute");

        assertThat(told.out()).contains("health-ingest-failed", "1 message: 1 success");
        assertThat(stored("processed/late.csv")).isEqualTo(HEADER + ROW.replace("190", "99"));
        assertThat(mails()).as("a first handling tells people").hasSize(1);
        assertThat(replay("--failed").out()).contains("0 messages");
    }

    private Desk.Told replay(String... arguments) {
        return desk.run(Stream.concat(
                        Stream.of(
                                "replay",
                                "health",
                                "--routes",
                                desk.file("routes").toString(),
                                "--data",
                                desk.file("cloud").toString()),
                        Stream.of(arguments))
                .toArray(String[]::new));
    }

    private String stored(String key) throws IOException {
        return Files.readString(desk.file("cloud/s3/dromedary-health").resolve(key));
    }

    private String events() throws IOException {
        return Files.readString(desk.file("cloud/events.ndjson"));
    }

    private String items(String table) throws IOException {
        return Files.readString(desk.file("cloud/tables/" + table + ".ndjson"));
    }

    private int alerts() throws IOException {
        return Files.readAllLines(desk.file("cloud/topics/dromedary-health-alerts.ndjson"))
                .size();
    }

    private List<Path> mails() throws IOException {
        Path outbox = desk.file("cloud/outbox");
        if (!Files.exists(outbox)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(outbox)) {
            return files.filter(file -> file.toString().endsWith(".eml")).toList();
        }
    }

    /** Every file of the cloud that people look into. */
    private Map<String, String> everything() throws IOException {
        Path cloud = desk.file("cloud");
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(cloud)) {
            for (Path file : files.filter(Files::isRegularFile)
                    // What the embedded cloud notes for itself.
                    .filter(file -> !cloud.relativize(file).toString().matches("(.*/)?\\..*"))
                    .toList()) {
                all.put(cloud.relativize(file).toString(), Files.readString(file));
            }
        }
        return all;
    }
}
