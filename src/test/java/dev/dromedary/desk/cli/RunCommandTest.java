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

class RunCommandTest {

    private static final Path SAMPLE = Path.of("sample-csv/health.csv");
    private static final String HEADER = "event_time,user_id,heart_rate,spo2,steps,temp_c,systolic_bp,diastolic_bp\n";

    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void copyRoutes() throws IOException {
        desk = Desk.in(folder);
    }

    @Test
    void shouldSayWhatBecameOfTheFile_whenTheSampleRuns() throws IOException {
        Desk.Told told = desk.runHealth(SAMPLE);

        assertThat(told.err()).isEmpty();
        assertThat(told.code()).isZero();
        assertThat(told.out())
                .contains("health-ingest: success", "rows in        1,000", "valid          850 (85.0 %)", "rows/s");
        Path processed = desk.file("cloud/s3/dromedary-health/processed/health.csv");
        assertThat(told.out()).contains(processed.toString());
        assertThat(Files.readAllLines(processed)).hasSize(851);
        assertThat(desk.file("cloud/events.ndjson")).content().contains("Data Processing Complete");
    }

    @Test
    void shouldMailWhomTheEnvironmentNames_whenItIsRunWithItsSettings() throws IOException {
        Desk.Told told = desk.run(
                "run",
                "health",
                SAMPLE.toString(),
                "--environment",
                "prod",
                "--routes",
                desk.file("routes").toString(),
                "--data",
                desk.file("cloud").toString());

        assertThat(told.code()).as(told.err()).isZero();
        try (Stream<Path> mails = Files.list(desk.file("cloud/outbox"))) {
            assertThat(mails.filter(mail -> mail.toString().endsWith(".eml")))
                    .singleElement()
                    .satisfies(mail -> assertThat(mail)
                            .content()
                            .contains("care-team@example.com, on-duty@example.com", "readings@example.com")
                            .doesNotContain("dromedary@example.com"));
        }
    }

    @Test
    void shouldShowEveryReasonOfTheSchema_whenTheSampleRuns() {
        assertThat(desk.runHealth(SAMPLE).out())
                .contains("dbp_gt_sbp", "wrong_number_of_values", "invalid_event_time")
                .contains(List.of(
                        "missing_event_time",
                        "missing_user_id",
                        "missing_heart_rate",
                        "missing_spo2",
                        "missing_steps",
                        "missing_temp_c",
                        "missing_systolic_bp",
                        "missing_diastolic_bp"));
    }

    @Test
    @SuppressWarnings("unchecked")
    void shouldPrintOneDocument_whenJsonIsAskedFor() {
        Desk.Told told = desk.run(
                "run",
                "health",
                SAMPLE.toString(),
                "--json",
                "--routes",
                desk.file("routes").toString(),
                "--data",
                desk.file("cloud").toString());

        Map<String, Object> document = JsonDocument.parse(told.out());
        List<Map<String, Object>> objects = (List<Map<String, Object>>) document.get("objects");
        assertThat(objects)
                .extracting(object -> object.get("route_id") + " " + object.get("status"))
                .containsExactly("health-ingest success", "health-analyze analyzed", "health-notify sent");
        assertThat(objects.get(0)).containsEntry("counts", Map.of("input", 1000, "valid", 850, "rejected", 150));
        assertThat(objects.get(1)).containsEntry("analysis_key", "analyzed/health_analysis.json");
        assertThat((List<?>) document.get("mails")).hasSize(1);
        Map<String, Map<String, Object>> calls = (Map<String, Map<String, Object>>) document.get("calls");
        assertThat(calls).containsOnlyKeys("health-ingest", "health-analyze", "health-notify");
        assertThat(calls.get("health-ingest"))
                .containsEntry("s3:GetObject", 1)
                .containsEntry("s3:PutObject", 4)
                .containsEntry("events:PutEvents", 1);
    }

    @Test
    void shouldChangeNothingButTheLedger_whenTheSameFileRunsAgain() throws IOException {
        desk.runHealth(SAMPLE);
        byte[] manifest = Files.readAllBytes(desk.file("cloud/s3/dromedary-health/processed/health_manifest.json"));

        Desk.Told told = desk.runHealth(SAMPLE);

        assertThat(told.code()).isZero();
        assertThat(told.out()).contains("health-ingest: unchanged");
        assertThat(desk.file("cloud/s3/dromedary-health/processed/health_manifest.json"))
                .hasBinaryContent(manifest);
    }

    @Test
    void shouldNameReasonAndFail_whenAFileIsRejectedWhole() throws IOException {
        Desk.Told told = desk.runHealth(desk.write("bad.csv", "a,b\n1,2\n"));

        assertThat(told.code()).isEqualTo(1);
        assertThat(told.out()).contains("health-ingest: rejected", "raw/bad.csv", "missing_column");
        assertThat(desk.file("cloud/events.ndjson")).content().contains("Data Processing Failed");
    }

    @Test
    void shouldWarn_whenAValueHasManyLines() throws IOException {
        desk.change("health/reading.schema.json", "\"lineBreaks\": false", "\"lineBreaks\": true");
        String user = "\"" + "u\n".repeat(20) + "\"";

        Desk.Told told = desk.runHealth(
                desk.write("long.csv", HEADER + "2026-01-05T08:00:00Z," + user + ",70,98,0,36.6,120,80\n"));

        assertThat(told.out())
                .contains("warning        value_of_many_lines: A value of the row on line 2 has 21 lines");
    }

    @Test
    void shouldHandleEachFile_whenOneOfThemIsBad() throws IOException {
        Desk.Told told = desk.runHealth(
                desk.write("good.csv", HEADER + "2026-01-05T08:00:00Z,u,70,98,0,36.6,120,80\n"),
                desk.write("empty.csv", ""));

        assertThat(told.code()).isEqualTo(1);
        assertThat(told.out()).contains("health-ingest: success", "health-ingest: rejected", "empty_file");
    }

    @Test
    void shouldAskForRightUsage_whenAFileIsMissing() {
        Desk.Told told = desk.runHealth(Path.of("nowhere.csv"));

        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err()).isEqualToIgnoringNewLines("There is no file nowhere.csv.");
    }

    @Test
    void shouldSaySo_whenAFileIsAFolder() {
        Desk.Told told = desk.runHealth(Path.of("sample-csv"));

        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err()).isEqualToIgnoringNewLines("sample-csv is a folder; name a file.");
    }

    @Test
    void shouldNameThePipelines_whenThereIsNoSuchPipeline() {
        Desk.Told told = desk.run(
                "run",
                "helth",
                SAMPLE.toString(),
                "--routes",
                desk.file("routes").toString());

        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err()).contains("There is no pipeline \"helth\"", "health");
    }

    @Test
    void shouldNameThePipelines_whenThereIsNoSuchPipelineAndNoFile() {
        Desk.Told told =
                desk.run("run", "helth", "--routes", desk.file("routes").toString());

        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err()).contains("There is no pipeline \"helth\"", "health");
    }

    @Test
    void shouldRefuse_whenTwoFilesHaveOneName() throws IOException {
        Files.createDirectories(desk.file("d1"));
        Files.createDirectories(desk.file("d2"));

        Desk.Told told = desk.runHealth(desk.write("d1/x.csv", HEADER), desk.write("d2/x.csv", HEADER));

        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err()).contains("x.csv", "dromedary-health/raw/x.csv");
    }

    @Test
    void shouldNameThePlace_whenARouteDoesNotStart() throws IOException {
        desk.change("health/ingest.camel.yaml", "#ledger", "#ledgr");

        assertOneSentence(desk.runHealth(SAMPLE), "health/ingest.camel.yaml:", "#ledgr");
    }

    @Test
    void shouldNameThePlace_whenASharedFileIsWrong() throws IOException {
        desk.change(
                "shared/errors.camel.yaml",
                "logExhausted: \"false\"\n    onException",
                "logExhuasted: \"false\"\n    onException");

        assertOneSentence(desk.runHealth(SAMPLE), "shared/errors.camel.yaml:", "logExhuasted");
    }

    @Test
    void shouldNameTheRightId_whenARouteIsNotCalledAfterItsFile() throws IOException {
        desk.change("health/ingest.camel.yaml", "id: health-ingest", "id: ingest");

        assertOneSentence(desk.runHealth(SAMPLE), "health/ingest.camel.yaml:", "health-ingest");
    }

    @Test
    void shouldNameTheSuffixes_whenThePipelineDoesNotTakeTheFile() throws IOException {
        Desk.Told told = desk.runHealth(desk.write("x.txt", "x"));

        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err()).contains(".csv or .csv.gz");
    }

    @Test
    void shouldNameFileLineAndNearestName_whenAnOptionIsMisspelt() throws IOException {
        desk.change("health/ingest.camel.yaml", "memory: 1024", "memroy: 1024");

        Desk.Told told = desk.runHealth(SAMPLE);

        assertThat(told.code()).isEqualTo(1);
        assertThat(told.err())
                .matches(
                        "(?s)health/ingest.camel.yaml:\\d+: lambda-s3 has no option \"memroy\". Did you mean \"memory\"\\?\\R");
    }

    @Test
    void shouldSayWhichProperty_whenNobodyDefinesIt() throws IOException {
        desk.change("health/ingest.camel.yaml", "{{health.bucket}}", "{{helth.bucket}}");

        Desk.Told told = desk.runHealth(SAMPLE);

        assertOneSentence(told, "helth.bucket");
    }

    @Test
    void shouldSayWhatIsWrong_whenTheBucketNameIsImpossible() throws IOException {
        desk.change("health/health.properties", "health.bucket=dromedary-health", "health.bucket=Not A Bucket");

        assertOneSentence(desk.runHealth(SAMPLE), "Not A Bucket");
    }

    @Test
    void shouldNameTheKey_whenTheSchemaHasAnUnknownOne() throws IOException {
        desk.change("health/reading.schema.json", "\"minimum\": 50", "\"minimun\": 50");

        assertOneSentence(desk.runHealth(SAMPLE), "minimun", "minimum", "reading.schema.json");
    }

    @Test
    void shouldNameThePlace_whenTheSchemaIsNoJson() throws IOException {
        desk.change("health/reading.schema.json", "\"minimum\": 50,", "\"minimum\": 50,,");

        assertOneSentence(desk.runHealth(SAMPLE), "reading.schema.json:");
    }

    @Test
    void shouldSaySo_whenTheYamlIsBroken() throws IOException {
        desk.change(
                "health/ingest.camel.yaml",
                "      steps:\n        - idempotent",
                "      steps: [\n        - idempotent");

        assertOneSentence(desk.runHealth(SAMPLE), "health/ingest.camel.yaml:");
    }

    @Test
    void shouldSaySo_whenDataIsNoFolder() throws IOException {
        desk.write("cloud", "a file");

        assertOneSentence(desk.runHealth(SAMPLE), "cloud");
    }

    private static void assertOneSentence(Desk.Told told, String... words) {
        assertThat(told.code()).isNotZero();
        assertThat(told.err().strip().lines()).hasSize(1);
        assertThat(told.err()).contains(words).doesNotContain("Exception", "\tat ");
    }

    @Test
    void shouldFailAndSayWhatToGrant_whenThePlanDoesNotGrantACall() throws IOException {
        desk.change("health/notify.camel.yaml", "        grants: s3:GetObject={{health.bucket}}/processed/*\n", "");

        Desk.Told told = desk.runHealth(SAMPLE);

        assertThat(told.code()).isEqualTo(1);
        assertThat(told.out())
                .contains(
                        "health-notify: failed",
                        "is not authorized to perform: s3:GetObject",
                        "denied health-notify may not call s3:GetObject on"
                                + " arn:aws:s3:::dromedary-health/processed/health_manifest.json, which the step"
                                + " aws2-s3:{{health.bucket}} (health/read-manifest.camel.yaml:",
                        "grants: s3:GetObject={{health.bucket}}/processed/*");
    }

    @Test
    void shouldGrantEverything_whenThatIsAskedFor() throws IOException {
        desk.change("health/notify.camel.yaml", "        grants: s3:GetObject={{health.bucket}}/processed/*\n", "");

        Desk.Told told = desk.run(
                "run",
                "health",
                SAMPLE.toString(),
                "--allow-all",
                "--routes",
                desk.file("routes").toString(),
                "--data",
                desk.file("cloud").toString());

        assertThat(told.code()).isZero();
        assertThat(told.out()).contains("health-notify: sent").doesNotContain("denied");
    }
}
