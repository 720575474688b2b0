package dev.dromedary.routes;

import static dev.dromedary.routes.Readings.GOOD;
import static dev.dromedary.routes.Readings.HEADER;
import static dev.dromedary.routes.Readings.OUT_OF_RANGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.function.runtime.InvocationFailedException;
import dev.dromedary.function.runtime.JsonDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each function alone, fed with a document of an event as it comes to it on AWS. */
@ExtendWith(SharedCloud.class)
class HealthDocumentsTest {

    private Health health;

    @BeforeEach
    void start(EmbeddedCloud cloud) {
        health = new Health(cloud);
    }

    @AfterEach
    void stop() {
        health.close();
    }

    /** The document, about this test's bucket, and about the object and the time of an event of this test. */
    private Map<String, Object> document(String name, Map<String, Object> like) throws IOException {
        Map<String, Object> document =
                JsonDocument.parse(Files.readString(Path.of("src/test/resources/events/" + name + ".json"))
                        .replace("dromedary-health", health.place.bucket));
        Map<String, Object> detail = Json.object(document.get("detail"));
        for (String field : new String[] {"correlation_id", "analysis_timestamp", "etag", "size"}) {
            detail.computeIfPresent(field, (key, old) -> Json.at(like, "detail", key));
        }
        return document;
    }

    @Test
    void shouldHaveTheFieldsOfRealEvents_whenTheyAreCompared() throws IOException {
        Map<String, Object> processed = health.ingest("x", HEADER + OUT_OF_RANGE + GOOD);
        Map<String, Object> analyzed = health.analyze(processed);
        Map<String, Object> failed = health.ingest("y", "no,reading\n1,2\n");

        sameFields(document("eventbridge-data-processing-complete", processed), processed);
        sameFields(document("eventbridge-data-analysis-complete", analyzed), analyzed);
        sameFields(document("eventbridge-data-processing-failed", failed), failed);
    }

    private static void sameFields(Map<String, Object> document, Map<String, Object> event) {
        assertThat(document.keySet()).isEqualTo(event.keySet());
        assertThat(Json.object(document.get("detail")).keySet())
                .isEqualTo(Json.object(event.get("detail")).keySet());
    }

    @Test
    void shouldAnalyze_whenAFileWasProcessed() throws IOException {
        Map<String, Object> processed = health.ingest("x", HEADER + OUT_OF_RANGE + GOOD);

        String outcome = health.outcome(Health.ANALYZE, document("eventbridge-data-processing-complete", processed));

        assertThat(outcome).isEqualTo("analyzed");
        assertThat(health.analyses().items()).hasSize(1);
    }

    @Test
    void shouldTellOfTheFailureAndSucceed_whenTheProcessedFileIsNoReadings() throws IOException {
        health.place.upload("processed/x.csv", "no,reading\n1,2\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Map<String, Object> like = Map.of(
                "detail",
                Map.of("correlation_id", "c", "etag", health.place.store().etag("processed/x.csv")));

        String outcome = health.outcome(Health.ANALYZE, document("eventbridge-data-processing-complete", like));

        assertThat(outcome).isEqualTo("rejected");
        assertThat(health.place.told()).singleElement().satisfies(event -> {
            assertThat(event).containsEntry("detail-type", "Data Analysis Failed");
            assertThat(health.outcome(Health.ALERT, event)).isNotNull();
        });
        assertThat(health.place.messages()).singleElement().satisfies(message -> assertThat(message.message())
                .contains("processed/x.csv"));
        assertThat(health.analyses().items()).isEmpty();
    }

    @Test
    void shouldFailAndTellNothing_whenTheEventIsOfAnotherBucket() throws IOException {
        Map<String, Object> processed = health.ingest("x", HEADER + GOOD);
        Map<String, Object> document = document("eventbridge-data-processing-complete", processed);
        Json.object(document.get("detail")).put("bucket", "elsewhere");
        health.place.forgetEvents();

        assertThatThrownBy(() -> health.invoke(Health.ANALYZE, document))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining("elsewhere");
        assertThat(health.place.told()).isEmpty();
    }

    @Test
    void shouldSendAMail_whenAFileWasAnalyzed() throws IOException {
        Map<String, Object> analyzed = health.analyzed("x", HEADER + OUT_OF_RANGE + GOOD);

        String outcome = health.outcome(Health.NOTIFY, document("eventbridge-data-analysis-complete", analyzed));

        assertThat(outcome).isEqualTo("sent");
        assertThat(health.place.mails()).hasSize(1);
    }

    @Test
    void shouldFailAndSendNoMail_whenThereIsNoSuchAnalysis() throws IOException {
        Map<String, Object> like =
                Map.of("detail", Map.of("correlation_id", "c", "analysis_timestamp", "t", "etag", "e", "size", 1));
        Map<String, Object> document = document("eventbridge-data-analysis-complete", like);

        assertThatThrownBy(() -> health.invoke(Health.NOTIFY, document))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining("There is no item");
        assertThat(health.place.mails()).isEmpty();
    }

    @Test
    void shouldTellPeopleInOneSentence_whenAFileFailed() throws IOException {
        Map<String, Object> like = Map.of("detail", Map.of("correlation_id", "c"));

        health.invoke(Health.ALERT, document("eventbridge-data-processing-failed", like));

        assertThat(health.place.messages()).singleElement().satisfies(message -> assertThat(message.message())
                .contains("raw/x.csv", "missing_columns", "processed/x_manifest.json"));
        assertThat(health.place.messages().get(0).message().strip()).doesNotContain("\n");
    }

    @Test
    void shouldSendNothing_whenTheScheduledTimeComesAndNothingIsDue() throws IOException {
        health.invoke(Health.DIGEST, document("scheduled-scheduler", Map.of()));
        health.invoke(Health.DIGEST, document("scheduled-rule", Map.of()));

        assertThat(health.place.mails()).isEmpty();
    }
}
