package dev.dromedary.routes;

import static dev.dromedary.routes.Readings.GOOD;
import static dev.dromedary.routes.Readings.HEADER;
import static dev.dromedary.routes.Readings.OUT_OF_RANGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The real route health-analyze: what it finds, stores and tells. */
@ExtendWith(SharedCloud.class)
class HealthAnalyzeTest {

    private Health health;

    @BeforeEach
    void start(EmbeddedCloud cloud) {
        health = new Health(cloud);
    }

    @AfterEach
    void stop() {
        health.close();
    }

    private static String sample() throws IOException {
        return Files.readString(Path.of("sample-csv/health.csv"));
    }

    /** What is out of range in a row of the processed file, by hand: event_time,user_id,heart_rate,spo2,steps,… */
    private static List<String> labels(String line) {
        String[] cells = line.split(",");
        double heartRate = Double.parseDouble(cells[2]);
        List<String> labels = new ArrayList<>();
        if (heartRate < 60 || heartRate > 160) {
            labels.add("Abnormal heart rate");
        }
        if (Double.parseDouble(cells[3]) < 92) {
            labels.add("Low SpO2");
        }
        if (Double.parseDouble(cells[5]) > 38.0) {
            labels.add("High temperature");
        }
        if (Double.parseDouble(cells[6]) > 140 || Double.parseDouble(cells[7]) > 90) {
            labels.add("High blood pressure");
        }
        return labels;
    }

    @Test
    void shouldFindWhatIsOutOfRange_whenTheSampleIsAnalyzed() throws IOException {
        health.analyzed("health", sample());

        List<String> rows = health.place
                .store()
                .text("processed/health.csv")
                .lines()
                .skip(1)
                .toList();
        List<List<Object>> expected = new ArrayList<>();
        Map<String, Object> counts = new TreeMap<>(
                Map.of("Abnormal heart rate", 0, "Low SpO2", 0, "High temperature", 0, "High blood pressure", 0));
        for (int i = 0; i < rows.size(); i++) {
            List<String> labels = labels(rows.get(i));
            if (!labels.isEmpty()) {
                String[] cells = rows.get(i).split(",");
                expected.add(List.of(i + 1, cells[1], cells[0], labels));
                labels.forEach(label -> counts.merge(label, 1, (a, b) -> (int) a + (int) b));
            }
        }
        Map<String, Object> document = health.place.store().json("analyzed/health_analysis.json");
        List<List<Object>> found = ((List<?>) document.get("anomalies"))
                .stream()
                        .map(Json::object)
                        .map(row ->
                                List.of(row.get("row"), row.get("user_id"), row.get("event_time"), row.get("labels")))
                        .toList();
        assertThat(found).isNotEmpty().isEqualTo(expected);
        assertThat(document)
                .containsEntry("records_analyzed", rows.size())
                .containsEntry("anomalous_records", expected.size())
                .containsEntry("anomaly_counts", counts);
    }

    @Test
    void shouldStoreNumbersAsNumbersAndListsAsLists_whenAFileWasAnalyzed() {
        health.analyzed("x", HEADER + OUT_OF_RANGE + GOOD);

        Map<String, AttributeValue> item = health.analyses().item();

        assertThat(item)
                .containsEntry("records_analyzed", AttributeValue.fromN("2"))
                .containsEntry("anomalous_records", AttributeValue.fromN("1"))
                .containsEntry("notification_sent", AttributeValue.fromBool(false))
                .containsEntry("source_name", AttributeValue.fromS("x"));
        assertThat(item.get("statistics").m().get("spo2").m().get("mean").n()).isEqualTo("94");
        assertThat(item.get("worst").l()).hasSize(1);
        assertThat(item.get("insights").l()).isNotEmpty();
        assertThat(item.get("ttl").n()).containsOnlyDigits();
        assertThat(health.analyses().ofDay(item.get("analysis_date").s())).containsExactly(item);
    }

    @Test
    void shouldKeepPersonsOutOfAllButTheirFiles_whenAMailIsSent() {
        String person = "someone-unmistakable";
        Map<String, Object> analyzed = health.analyzed("x", HEADER + OUT_OF_RANGE.replace("u3", person) + GOOD);
        health.invoke(Health.NOTIFY, analyzed);

        assertThat(health.place.mails()).hasSize(1);
        assertThat(health.place.bedrock.requests()).hasSize(1);
        assertThat(health.place.store().text("analyzed/x_analysis.json")).contains(person);
        assertThat(health.place.store().text("processed/x_manifest.json")).doesNotContain(person);
        assertThat(List.of(
                                health.analyses().items(),
                                health.place.ledger().items(),
                                health.place.told(),
                                health.place.mails(),
                                health.place.bedrock.requests())
                        .toString())
                .doesNotContain(person)
                .contains("Person 1");
    }

    @Test
    void shouldTellCountsAndNoReading_whenAFileWasAnalyzed() {
        Map<String, Object> event = health.analyzed("x", HEADER + OUT_OF_RANGE + GOOD);

        assertThat(event)
                .containsEntry("source", "health.data.analyzer")
                .containsEntry("detail-type", "Data Analysis Complete");
        assertThat(Json.object(event.get("detail")))
                .containsOnlyKeys(
                        "correlation_id",
                        "analysis_timestamp",
                        "bucket",
                        "analysis_key",
                        "manifest_key",
                        "etag",
                        "size",
                        "sequencer",
                        "records_analyzed",
                        "anomalous_records",
                        "anomaly_counts")
                .containsEntry("etag", health.place.store().etag("analyzed/x_analysis.json"))
                .containsEntry("size", health.place.store().bytes("analyzed/x_analysis.json").length);
    }

    @Test
    void shouldAnalyzeOnlyTheNewerVersion_whenTheEventOfTheOlderComesFirst() {
        Map<String, Object> older = health.ingest("x", HEADER + GOOD);
        Map<String, Object> newer = health.ingest("x", HEADER + OUT_OF_RANGE);

        assertThat(health.outcome(Health.ANALYZE, older)).isEqualTo("superseded");
        assertThat(health.analyses().items()).isEmpty();
        assertThat(health.outcome(Health.ANALYZE, newer)).isEqualTo("analyzed");
        assertThat(health.analyses().item()).containsEntry("anomalous_records", AttributeValue.fromN("1"));
    }

    @Test
    void shouldPassOverTheOlderVersion_whenTheNewerWasAnalyzedBefore() {
        Map<String, Object> older = health.ingest("x", HEADER + GOOD);
        health.analyze(health.ingest("x", HEADER + OUT_OF_RANGE));

        assertThat(health.outcome(Health.ANALYZE, older)).isEqualTo("superseded");
        assertThat(health.analyses().items()).hasSize(1);
        assertThat(health.place.bedrock.calls()).isEqualTo(1);
    }
}
