package dev.dromedary.routes;

import static dev.dromedary.routes.Readings.FAST_HEART;
import static dev.dromedary.routes.Readings.GOOD;
import static dev.dromedary.routes.Readings.HEADER;
import static dev.dromedary.routes.Readings.NO_SPO2;
import static dev.dromedary.routes.Readings.OTHER;
import static dev.dromedary.routes.Readings.REJECTED_HEADER;
import static dev.dromedary.routes.Readings.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of one file: outputs byte for byte, manifest, event, ledger. */
@ExtendWith(SharedCloud.class)
class HealthIngestTest {

    private Ingest ingest;

    @BeforeEach
    void start(EmbeddedCloud cloud) throws Exception {
        ingest = new Ingest(cloud);
    }

    @AfterEach
    void stop() {
        ingest.close();
    }

    @Test
    void shouldWriteRowsAndTellOfThem_whenAllAreValid() {
        Map<String, Object> event = ingest.upload("raw/x.csv", HEADER + GOOD + OTHER);

        Map<String, Object> summary = ingest.invoke(event);

        String correlationId = ingest.bucket + "/raw/x.csv@" + Json.at(event, "detail", "object", "version-id");
        Map<String, Object> manifest = ingest.store().json("processed/x_manifest.json");
        assertThat(summary)
                .isEqualTo(Map.of(
                        "route",
                        "health-ingest",
                        "outcomes",
                        List.of(Map.of(
                                "correlation_id",
                                correlationId,
                                "outcome",
                                "success",
                                "manifest_key",
                                "processed/x_manifest.json"))));
        assertThat(ingest.store().text("processed/x.csv")).isEqualTo(HEADER + GOOD + OTHER);
        assertThat(ingest.store().text("rejected/x_rejected.csv")).isEqualTo(REJECTED_HEADER);
        assertThat(manifest)
                .containsEntry("correlation_id", correlationId)
                .containsEntry("status", "success")
                .containsEntry("source_bucket", ingest.bucket)
                .containsEntry("source_key", "raw/x.csv")
                .containsEntry("source_version", Json.at(event, "detail", "object", "version-id"))
                .containsEntry("source_etag", Json.at(event, "detail", "object", "etag"))
                .containsEntry("source_sequencer", Json.at(event, "detail", "object", "sequencer"))
                .containsEntry("source_bytes", (HEADER + GOOD + OTHER).length())
                .containsEntry("bucket", ingest.bucket)
                .containsEntry("manifest_key", "processed/x_manifest.json")
                .containsEntry("processed_key", "processed/x.csv")
                .containsEntry("processed_etag", ingest.store().etag("processed/x.csv"))
                .containsEntry("rejected_key", "rejected/x_rejected.csv")
                .containsEntry("rejected_etag", ingest.store().etag("rejected/x_rejected.csv"))
                .containsEntry("file_hash", Json.sha256(HEADER + GOOD + OTHER))
                .containsEntry("counts", Map.of("input", 2, "valid", 2, "rejected", 0))
                .containsEntry("counts_by_reason", Map.of())
                .containsEntry("quality_score", new BigDecimal("1.0000"))
                .containsEntry("schema", "health/reading.schema.json")
                .containsEntry("route_id", "health-ingest")
                .containsKeys("schema_hash", "definition_hash", "started", "ended", "duration_ms")
                .doesNotContainKey("error");
        assertThat(String.valueOf(manifest.get("started")))
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z");
        assertThat(ingest.told()).singleElement().satisfies(told -> assertThat(told)
                .containsEntry("source", "health.data.ingestor")
                .containsEntry("detail-type", "Data Processing Complete")
                .containsEntry("resources", List.of("arn:aws:s3:::" + ingest.bucket))
                .containsEntry(
                        "detail",
                        Map.of(
                                "correlation_id",
                                correlationId,
                                "status",
                                "success",
                                "bucket",
                                ingest.bucket,
                                "processed_key",
                                "processed/x.csv",
                                "manifest_key",
                                "processed/x_manifest.json",
                                "etag",
                                ingest.store().etag("processed/x.csv"),
                                "size",
                                ingest.store().bytes("processed/x.csv").length,
                                "sequencer",
                                Json.at(event, "detail", "object", "sequencer"),
                                "counts",
                                Map.of("input", 2, "valid", 2, "rejected", 0))));
        assertThat(ingest.ledger().state(ingest.bucket, "raw/x.csv")).isEqualTo("DONE");
        assertThat(ingest.store().openUploads()).isEmpty();
    }

    @Test
    void shouldNameTheFirstCauseInTheOutputs_whenTheyAreWritten() {
        ingest.process("raw/ä x.csv", HEADER + GOOD + NO_SPO2);

        String expected = URLEncoder.encode(
                String.valueOf(
                        ingest.store().json("processed/ä x_manifest.json").get("correlation_id")),
                StandardCharsets.UTF_8);
        assertThat(ingest.store().outputs())
                .hasSize(3)
                .allSatisfy(key -> assertThat(ingest.store().metadata(key)).containsEntry("correlation-id", expected));
    }

    @Test
    void shouldSplitRows_whenSomeAreBad() {
        String outcome = ingest.process("raw/x.csv", HEADER + FAST_HEART + GOOD + NO_SPO2 + OTHER + FAST_HEART);

        Map<String, Object> manifest = ingest.store().json("processed/x_manifest.json");
        assertThat(outcome).isEqualTo("success");
        assertThat(ingest.store().text("processed/x.csv")).isEqualTo(HEADER + GOOD + OTHER);
        assertThat(ingest.store().text("rejected/x_rejected.csv"))
                .isEqualTo(REJECTED_HEADER
                        + rejected(FAST_HEART, "invalid_heart_rate")
                        + rejected(NO_SPO2, "missing_spo2")
                        + rejected(FAST_HEART, "invalid_heart_rate"));
        assertThat(manifest)
                .containsEntry("counts", Map.of("input", 5, "valid", 2, "rejected", 3))
                .containsEntry("counts_by_reason", Map.of("invalid_heart_rate", 2, "missing_spo2", 1))
                .containsEntry("quality_score", new BigDecimal("0.4000"));
    }

    @Test
    void shouldTellOfAFailure_whenAllRowsAreBad() {
        String outcome = ingest.process("raw/x.csv", HEADER + FAST_HEART + NO_SPO2);

        assertThat(outcome).isEqualTo("rejected");
        assertThat(ingest.store().text("processed/x.csv")).isEqualTo(HEADER);
        assertThat(ingest.store().text("rejected/x_rejected.csv"))
                .isEqualTo(REJECTED_HEADER
                        + rejected(FAST_HEART, "invalid_heart_rate")
                        + rejected(NO_SPO2, "missing_spo2"));
        assertThat(ingest.store().json("processed/x_manifest.json"))
                .containsEntry("counts", Map.of("input", 2, "valid", 0, "rejected", 2))
                .containsEntry("quality_score", new BigDecimal("0.0000"));
        failedWith("no_valid_rows", "raw/x.csv");
    }

    @Test
    void shouldWriteHeadersOnly_whenThereAreNoRows() {
        String outcome = ingest.process("raw/x.csv", HEADER);

        assertThat(outcome).isEqualTo("rejected");
        assertThat(ingest.store().text("processed/x.csv")).isEqualTo(HEADER);
        assertThat(ingest.store().text("rejected/x_rejected.csv")).isEqualTo(REJECTED_HEADER);
        assertThat(ingest.store().json("processed/x_manifest.json"))
                .containsEntry("counts", Map.of("input", 0, "valid", 0, "rejected", 0))
                .containsEntry("quality_score", null);
        failedWith("no_valid_rows", "raw/x.csv");
    }

    /** One event says that the file failed, the manifest says why, and the ledger is done with it. */
    private void failedWith(String reason, String key) {
        Map<String, Object> manifest = ingest.store().json("processed/x_manifest.json");
        assertThat(manifest).containsEntry("status", "rejected");
        assertThat(Json.at(manifest, "error", "reason")).isEqualTo(reason);
        assertThat(ingest.told()).singleElement().satisfies(told -> assertThat(told)
                .containsEntry("source", "health.data.ingestor")
                .containsEntry("detail-type", "Data Processing Failed")
                .containsEntry(
                        "detail",
                        Map.of(
                                "correlation_id",
                                manifest.get("correlation_id"),
                                "status",
                                "rejected",
                                "bucket",
                                ingest.bucket,
                                "source_key",
                                key,
                                "processed_key",
                                "processed/x.csv",
                                "sequencer",
                                manifest.get("source_sequencer"),
                                "manifest_key",
                                "processed/x_manifest.json",
                                "error",
                                manifest.get("error"))));
        assertThat(ingest.ledger().state(ingest.bucket, key)).isEqualTo("DONE");
        assertThat(ingest.store().openUploads()).isEmpty();
    }
}
