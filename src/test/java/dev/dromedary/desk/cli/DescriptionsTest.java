package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.s3.EmbeddedS3;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

class DescriptionsTest {

    @TempDir
    Path folder;

    private EmbeddedS3 s3;
    private Descriptions descriptions;

    @BeforeEach
    void open() throws IOException {
        s3 = new EmbeddedS3(folder, change -> {});
        s3.createBucket(create -> create.bucket("first"));
        s3.createBucket(create -> create.bucket("second"));
        put("second", "reports/x.json", "{}");
        put("first", "analyses/x.json", "{}");
        put("first", "x_manifest.json", "{\"route_id\":\"job-ingest\",\"status\":\"success\"}");
        descriptions = new Descriptions(s3, List.of("first/raw/x.csv"));
    }

    @AfterEach
    void close() {
        s3.close();
    }

    private void put(String bucket, String key, String text) {
        s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString(text));
    }

    private Map<String, Object> describe(Map<String, Object> outcome) {
        return descriptions.describe("job-analyze", outcome);
    }

    private String text(Map<String, Object> outcome) {
        StringBuilder text = new StringBuilder();
        new SummaryText("cloud/s3", describe(outcome)).appendTo(text);
        return text.toString();
    }

    @Test
    void shouldTellThePlace_whenAnEntryNamesAnObject() {
        Map<String, Object> outcome = Map.of(
                "correlation_id",
                "first/raw/x.csv@1",
                "outcome",
                "done",
                "analysis_key",
                "analyses/x.json",
                "other_key",
                "nowhere.json",
                "records",
                20);

        assertThat(describe(outcome))
                .containsOnly(
                        Map.entry("route_id", "job-analyze"),
                        Map.entry("status", "done"),
                        Map.entry("correlation_id", "first/raw/x.csv@1"),
                        Map.entry("bucket", "first"),
                        Map.entry("analysis_key", "analyses/x.json"),
                        Map.entry("records", 20));
        assertThat(text(outcome))
                .contains("job-analyze: done", "analysis       " + Path.of("cloud/s3/first") + "/analyses/x.json");
    }

    @Test
    void shouldLookInTheBucketThatIsNamed_whenThereIsOne() {
        Map<String, Object> outcome = Map.of(
                "correlation_id", "first/raw/x.csv@1",
                "outcome", "done",
                "bucket", "second",
                "report_key", "reports/x.json",
                "analysis_key", "analyses/x.json");

        assertThat(describe(outcome))
                .containsEntry("bucket", "second")
                .containsKey("report_key")
                .doesNotContainKey("analysis_key");
    }

    @Test
    void shouldLookEverywhere_whenNoObjectWasTheCause() {
        assertThat(describe(Map.of(
                        "correlation_id", "2026-01-05T08:00:00Z", "outcome", "done", "report_key", "reports/x.json")))
                .containsEntry("bucket", "second");
    }

    @Test
    void shouldTellTheManifestOnlyOfTheRouteThatWroteIt_whenTwoRoutesNameIt() {
        Map<String, Object> outcome =
                Map.of("correlation_id", "first/raw/x.csv@1", "outcome", "done", "manifest_key", "x_manifest.json");

        assertThat(descriptions.describe("job-ingest", outcome)).containsEntry("status", "success");
        assertThat(describe(outcome)).containsEntry("status", "done").containsEntry("manifest_key", "x_manifest.json");
    }
}
