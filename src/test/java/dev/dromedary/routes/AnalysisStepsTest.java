package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.function.runtime.InvocationFailedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The steps analyze, analysis and complete, in a route. */
@ExtendWith(SharedCloud.class)
class AnalysisStepsTest {

    private static final String INPUT = "raw/x.csv";
    private static final String DOCUMENT = "analyzed/x_analysis.json";
    private static final String OUT_OF_BREATH = "2026-01-05T08:00:00Z,u1,170,90,6500,38.5,150,95\n";

    private EmbeddedCloud cloud;
    private AnalysisFolder routes;
    private final Enricher enricher = new Enricher();

    /** What the route does between the results and their completion. */
    public static final class Enricher {
        private Map<String, Object> results;
        private Object ended;
        private Object added = "all is well";

        /** Adds to the results. */
        public Map<String, Object> enrich(Map<String, Object> body) {
            results = new LinkedHashMap<>(body);
            body.put("insights", added);
            return body;
        }

        /** Sees what the route ends with. */
        public void end(Object body) {
            ended = body;
        }
    }

    @BeforeEach
    void copy(EmbeddedCloud shared, @TempDir Path folder) throws IOException {
        cloud = shared;
        routes = new AnalysisFolder(folder);
    }

    private Ingest start() throws Exception {
        return new Ingest(cloud, routes.setup(enricher));
    }

    private static List<Map<String, Object>> anomalies(Ingest ingest) {
        List<Map<String, Object>> anomalies = new ArrayList<>();
        ((List<?>) ingest.store().json(DOCUMENT).get("anomalies")).forEach(row -> anomalies.add(Json.object(row)));
        return anomalies;
    }

    @Test
    void shouldStoreWhatStandsOutAndTheResults_whenAFileIsAnalyzed() throws Exception {
        try (Ingest ingest = start()) {
            Map<String, Object> event =
                    ingest.upload(INPUT, Readings.HEADER + Readings.GOOD + OUT_OF_BREATH + Readings.OTHER);

            String outcome = Json.outcome(ingest.invoke(event));

            assertThat(outcome).isEqualTo("analyzed");
            Map<String, Object> document = ingest.store().json(DOCUMENT);
            List<String> labels = List.of("Abnormal heart rate", "Low SpO2", "High temperature", "High blood pressure");
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("event_time", "2026-01-05T08:00:00Z");
            fields.put("heart_rate", 170);
            fields.put("spo2", 90);
            fields.put("temp_c", new BigDecimal("38.5"));
            fields.put("systolic_bp", 150);
            fields.put("diastolic_bp", 95);
            fields.put("steps", 6500);
            Map<String, Object> stored = new LinkedHashMap<>(Map.of("row", 2, "line", 3, "user_id", "u1"));
            stored.putAll(fields);
            stored.put("labels", labels);
            assertThat(anomalies(ingest)).containsExactly(stored);
            assertThat(document.keySet())
                    .containsSubsequence(
                            "anomalies",
                            "status",
                            "source_bucket",
                            "source_key",
                            "source_etag",
                            "records_analyzed",
                            "records_skipped",
                            "anomalous_records",
                            "anomaly_counts",
                            "statistics",
                            "examples",
                            "worst",
                            "insights");
            assertThat(document)
                    .containsEntry("status", "analyzed")
                    .containsEntry("source_bucket", ingest.bucket)
                    .containsEntry("source_key", INPUT)
                    .containsEntry("source_etag", Json.at(event, "detail", "object", "etag"))
                    .containsEntry("records_analyzed", 3)
                    .containsEntry("anomalous_records", 1)
                    .containsEntry(
                            "anomaly_counts",
                            Map.of(labels.get(0), 1, labels.get(1), 1, labels.get(2), 1, labels.get(3), 1))
                    .containsEntry("insights", "all is well");
            Map<String, Object> shown = new LinkedHashMap<>(Map.of("row", 2, "user_id", "Person 1", "labels", labels));
            shown.putAll(fields);
            assertThat(document.get("examples")).isEqualTo(List.of(shown));
            assertThat(enricher.results.toString()).doesNotContain("u1");
            assertThat(Json.object(enricher.ended))
                    .containsEntry("analysis_bucket", ingest.bucket)
                    .containsEntry("analysis_key", DOCUMENT)
                    .containsEntry("analysis_etag", ingest.store().etag(DOCUMENT));
            assertThat(cloud.s3()
                            .headObject(head -> head.bucket(ingest.bucket).key(DOCUMENT))
                            .contentType())
                    .isEqualTo("application/json");
            assertThat(ingest.ledger().state(ingest.bucket, INPUT)).isEqualTo("DONE");
        }
    }

    @Test
    void shouldStoreADocument_whenThereIsNoRow() throws Exception {
        try (Ingest ingest = start()) {
            assertThat(ingest.process(INPUT, Readings.HEADER)).isEqualTo("analyzed");

            assertThat(anomalies(ingest)).isEmpty();
            assertThat(ingest.store().json(DOCUMENT))
                    .containsEntry("records_analyzed", 0)
                    .containsEntry("examples", List.of());
        }
    }

    @Test
    void shouldKeepAnyText_whenItComesToJson() throws Exception {
        routes.replace("health/reading.schema.json", "\"lineBreaks\": false", "\"lineBreaks\": true");
        List<String> texts = List.of(
                "say \"hi\"",
                "two\nlines\r\nand a tab\t",
                "</script><script>alert(1)</script>",
                "\\ / \\u0041 ]}",
                "\u0000\u0001\u001f\u007f",
                "\u2028\u2029\uFEFF",
                "😀é\u0301",
                "{\"a\":1}");
        StringBuilder file = new StringBuilder(Readings.HEADER);
        for (String text : texts) {
            String cell = '"' + text.replace("\"", "\"\"") + '"';
            file.append(cell).append(',').append(cell).append(",170,97,6500,36.7,122,79\n");
        }
        enricher.added = texts;
        try (Ingest ingest = start()) {
            assertThat(ingest.process(INPUT, file.toString())).isEqualTo("analyzed");

            assertThat(anomalies(ingest)).extracting(row -> row.get("user_id")).isEqualTo(texts);
            assertThat(anomalies(ingest))
                    .extracting(row -> row.get("event_time"))
                    .isEqualTo(texts);
            assertThat(ingest.store().json(DOCUMENT)).containsEntry("insights", texts);
        }
    }

    @Test
    void shouldStreamEveryAnomalyOnce_whenTheyFillParts() throws Exception {
        int rows = 60_000;
        StringBuilder file = new StringBuilder(Readings.HEADER);
        List<Integer> expected = new ArrayList<>();
        for (int i = 1; i <= rows; i++) {
            int heart = 50 + i % 131;
            file.append("2026-01-05T08:00:00Z,user-").append(i).append(',').append(heart);
            file.append(",97,6500,36.7,122,79\n");
            if (heart < 60 || heart > 160) {
                expected.add(i);
            }
        }
        routes.replace("health/analysis.json", "\"spo2 < 92\"", "\"spo2 < 98\"");
        try (Ingest ingest = start()) {
            Map<String, Object> event = ingest.upload(INPUT, file.toString());
            ingest.calls.pass();

            assertThat(Json.outcome(ingest.invoke(event))).isEqualTo("analyzed");

            Map<String, Object> document = ingest.store().json(DOCUMENT);
            List<Map<String, Object>> anomalies = anomalies(ingest);
            assertThat(ingest.calls.operations()).contains("createMultipartUpload", "uploadPart");
            assertThat(anomalies)
                    .extracting(row -> row.get("row"))
                    .hasSize(rows)
                    .doesNotHaveDuplicates();
            assertThat(anomalies.stream()
                            .filter(row -> ((List<?>) row.get("labels")).contains("Abnormal heart rate"))
                            .map(row -> row.get("row"))
                            .toList())
                    .isEqualTo(expected);
            assertThat(Json.at(document, "anomaly_counts", "Abnormal heart rate"))
                    .isEqualTo(expected.size());
            assertThat(Json.at(document, "anomaly_counts", "Low SpO2")).isEqualTo(rows);
            assertThat(document).containsEntry("records_analyzed", rows).containsEntry("anomalous_records", rows);
            assertThat(ingest.store().openUploads()).isEmpty();
        }
    }

    @Test
    void shouldWriteTheSameBytes_whenTheReplyWasLostAndItIsRunAgain() throws Exception {
        try (Ingest ingest = start()) {
            Map<String, Object> event = ingest.upload(INPUT, Readings.HEADER + OUT_OF_BREATH.repeat(500));
            ingest.calls.from(new Calls.Meddler() {
                @Override
                public Object after(Calls.Call call, Object reply) {
                    // Nor can it be looked whether it was stored.
                    if (call.is("putObject") || call.is("headObject")) {
                        throw Fault.DENIED_TOO_LATE.exception(call);
                    }
                    return reply;
                }
            });
            assertThatThrownBy(() -> ingest.invoke(event)).isInstanceOf(InvocationFailedException.class);
            byte[] first = ingest.store().bytes(DOCUMENT);
            cloud.s3().deleteObject(delete -> delete.bucket(ingest.bucket).key(DOCUMENT));

            ingest.invokeUndisturbed(event);

            assertThat(ingest.store().bytes(DOCUMENT)).isEqualTo(first);
        }
    }

    @Test
    void shouldTakeABatchOnce_whenItsStepIsRepeated() throws Exception {
        routes.replace(
                "                    - to:\n                        uri: records:analyze\n",
                "                    - to:\n                        uri: records:analyze\n                        parameters:\n                          rules: health/analysis.json\n                          bucket: \"{{health.bucket}}\"\n                          key: analyzed/${exchangeProperty.name}_analysis.json\n                    - to:\n                        uri: records:analyze\n");
        try (Ingest ingest = start()) {
            ingest.process(INPUT, Readings.HEADER + OUT_OF_BREATH.repeat(250));

            assertThat(anomalies(ingest)).hasSize(250);
            assertThat(ingest.store().json(DOCUMENT)).containsEntry("records_analyzed", 250);
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void shouldShowTheWholeOrNothing_whenMakingItVisibleFails(Fault fault) throws Exception {
        try (Ingest ingest = start()) {
            Map<String, Object> event = ingest.upload(INPUT, Readings.HEADER + OUT_OF_BREATH.repeat(300));
            ingest.calls.from(new Calls.Meddler() {
                private Calls.Meddler at;

                @Override
                public void before(Calls.Call call) {
                    if (at == null && call.is("putObject")) {
                        at = fault.at(call.number(), () -> {});
                    }
                    if (at != null) {
                        at.before(call);
                    }
                }

                @Override
                public Object after(Calls.Call call, Object reply) {
                    return at == null ? reply : at.after(call, reply);
                }
            });
            boolean passes = fault != Fault.DENIED && fault != Fault.DEATH;

            if (passes) {
                assertThat(Json.outcome(ingest.invoke(event))).isEqualTo("analyzed");
            } else {
                assertThatThrownBy(() -> ingest.invoke(event)).isInstanceOf(InvocationFailedException.class);
            }

            ingest.calls.pass();
            assertThat(ingest.store().openUploads()).isEmpty();
            if (ingest.store().outputs().contains(DOCUMENT)) {
                assertThat(anomalies(ingest)).hasSize(300);
                assertThat(ingest.store().json(DOCUMENT)).containsEntry("insights", "all is well");
            }
            assertThat(ingest.store().outputs().contains(DOCUMENT)).isEqualTo(fault != Fault.DENIED);
        }
    }

    @Test
    void shouldFailAndLeaveNothing_whenAPartCantBeUploaded() throws Exception {
        try (Ingest ingest = start()) {
            Map<String, Object> event = ingest.upload(INPUT, Readings.HEADER + OUT_OF_BREATH.repeat(60_000));
            ingest.calls.from(new Calls.Meddler() {
                @Override
                public void before(Calls.Call call) {
                    if (call.is("uploadPart") && call.nth() == 1) {
                        throw Fault.DENIED.exception(call);
                    }
                }
            });

            assertThatThrownBy(() -> ingest.invoke(event)).hasMessageContaining("AccessDenied by the test");

            leavesNothing(ingest);
        }
    }

    @Test
    void shouldFailAndLeaveNothing_whenTheStreamIsCut() throws Exception {
        byte[] file = (Readings.HEADER + OUT_OF_BREATH.repeat(500)).getBytes(StandardCharsets.UTF_8);
        byte[] part = Arrays.copyOf(file, Readings.HEADER.length() + 100 * OUT_OF_BREATH.length());
        try (Ingest ingest = start()) {
            Map<String, Object> event = ingest.upload(INPUT, file);
            ingest.calls.from(new Calls.Meddler() {
                @Override
                public Object after(Calls.Call call, Object reply) {
                    if (!call.is("getObject")) {
                        return reply;
                    }
                    ResponseInputStream<?> whole = (ResponseInputStream<?>) reply;
                    whole.abort();
                    return new ResponseInputStream<>(
                            (GetObjectResponse) whole.response(),
                            AbortableInputStream.create(new ByteArrayInputStream(part)));
                }
            });

            assertThatThrownBy(() -> ingest.invoke(event)).hasMessageContaining("Reading broke off");

            leavesNothing(ingest);
        }
    }

    @Test
    void shouldFailAndLeaveNothing_whenTheTimeIsUp() throws Exception {
        try (Ingest ingest = start()) {
            Map<String, Object> event = ingest.upload(INPUT, Readings.HEADER + OUT_OF_BREATH);

            assertThatThrownBy(() -> ingest.invoke(event, Duration.ofMillis(1)))
                    .isInstanceOf(InvocationFailedException.class);

            assertThat(ingest.store().outputs()).isEmpty();
            assertThat(ingest.store().openUploads()).isEmpty();
        }
    }

    private static void leavesNothing(Ingest ingest) {
        ingest.calls.pass();
        assertThat(ingest.store().outputs()).isEmpty();
        assertThat(ingest.store().openUploads()).isEmpty();
        assertThat(ingest.ledger().state(ingest.bucket, INPUT)).isEqualTo("RELEASED");
    }

    @Test
    void shouldRejectTheFileAndRemoveAnEarlierAnalysis_whenItCanNeverBeAnalyzed() throws Exception {
        try (Ingest ingest = start()) {
            ingest.process(INPUT, Readings.HEADER + OUT_OF_BREATH);

            String outcome = ingest.process(INPUT, "a,b\n1,2\n");

            assertThat(outcome).isEqualTo("rejected");
            assertThat(ingest.store().outputs()).isEmpty();
            assertThat(Json.object(enricher.ended))
                    .containsKeys("source_bucket", "source_key", "source_etag", "error")
                    .doesNotContainKeys("records_analyzed", "analysis_key")
                    .containsEntry("status", "rejected");
            assertThat(Json.at(enricher.ended, "error", "reason")).isEqualTo("missing_column");
            assertThat(ingest.ledger().state(ingest.bucket, INPUT)).isEqualTo("DONE");
        }
    }

    @Test
    void shouldRejectTheFile_whenADefectComesAfterManyRows() throws Exception {
        routes.replace("health/reading.schema.json", "\"lineBreaks\": false", "\"lineBreaks\": true");
        try (Ingest ingest = start()) {
            String outcome = ingest.process(INPUT, Readings.HEADER + OUT_OF_BREATH.repeat(500) + "\"never closed,1\n");

            assertThat(outcome).isEqualTo("rejected");
            assertThat(ingest.store().outputs()).isEmpty();
            assertThat(ingest.store().openUploads()).isEmpty();
        }
    }

    @Test
    void shouldFail_whenTheRouteDoesNotComplete() throws Exception {
        routes.replace("                    - to: records:complete\n", "");

        refuses("The route has come to its end without records:complete, so nothing of the object has become visible");
    }

    @Test
    void shouldFail_whenTheResultsAreAskedForBeforeTheRowsWereRead() throws Exception {
        routes.replace("              - split:\n", "              - to: records:analysis\n              - split:\n");

        refuses("records:analysis was reached before the input was read to its end; put it after the split");
    }

    @Test
    void shouldFail_whenTheBodyIsNoMap() throws Exception {
        routes.replace(
                "                    - to: records:complete\n",
                "                    - setBody:\n                        constant:\n                          expression: text\n"
                        + "                    - to: records:complete\n");

        refuses("records:complete adds the body to the document and needs a Map, but the body is a String");
    }

    @Test
    void shouldFail_whenJsonCantExpressTheBody() throws Exception {
        enricher.added = new Object();

        refuses("The entry \"insights\" of the document is a Object, which JSON can't express");
    }

    @Test
    void shouldFail_whenTheSchemasDiffer() throws Exception {
        routes.replace(
                "health/analysis.json", "\"schema\": \"health/reading", "\"schema\": \"health/../health/reading");

        refuses("name the same schema in both");
    }

    private void refuses(String sentence) throws Exception {
        try (Ingest ingest = start()) {
            Map<String, Object> event = ingest.upload(INPUT, Readings.HEADER + OUT_OF_BREATH.repeat(250));

            assertThatThrownBy(() -> ingest.invoke(event))
                    .isInstanceOf(InvocationFailedException.class)
                    .hasMessageContaining(sentence)
                    .hasMessageNotContaining("\n");

            leavesNothing(ingest);
        }
    }

    @Test
    void shouldNotStart_whenARuleIsWrong() throws Exception {
        routes.replace("health/analysis.json", "\"spo2 < 92\"", "\"spo3 < 92\"");

        assertThatThrownBy(this::start)
                .hasMessageStartingWith(
                        "Analysis health/analysis.json, anomalies[1].expression: at position 1: there is"
                                + " no field \"spo3\"; did you mean \"spo2\"?");
    }

    @Test
    void shouldNotStart_whenTheRulesAreNoJson() throws Exception {
        routes.replace("health/analysis.json", "\"worst\": 10,", "\"worst\": 10");

        assertThatThrownBy(this::start).hasMessageMatching("health/analysis.json:9:\\d+: this is no JSON .*");
    }
}
