package dev.dromedary.routes;

import static dev.dromedary.routes.Readings.GOOD;
import static dev.dromedary.routes.Readings.HEADER;
import static dev.dromedary.routes.Readings.OUT_OF_RANGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.function.runtime.InvocationFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The YAML of health-analyze in Camel's own test support, fed with the document of a file that was processed. */
class HealthAnalyzeCamelTest extends HealthCamelTestSupport {

    private MockEndpoint events;

    HealthAnalyzeCamelTest(EmbeddedCloud cloud) {
        super(cloud, Health.ANALYZE, "event:*");
    }

    @BeforeEach
    void watch() {
        events = sent("event:put");
    }

    /** The document of the event about a processed file with that content. */
    private Map<String, Object> processed(String content) throws IOException {
        place.upload("processed/x.csv", content.getBytes(StandardCharsets.UTF_8));
        Map<String, Object> document = document("eventbridge-data-processing-complete");
        Json.object(document.get("detail"))
                .putAll(Map.of(
                        "etag",
                        place.store().etag("processed/x.csv"),
                        "size",
                        content.getBytes(StandardCharsets.UTF_8).length));
        return document;
    }

    @Test
    void shouldStoreTheAnalysisAndTellTheBus_whenAFileWasProcessed() throws Exception {
        Map<String, Object> event = processed(HEADER + OUT_OF_RANGE + GOOD);
        events.expectedMessageCount(1);

        Map<String, Object> summary = invoke(event);

        events.assertIsSatisfied();
        assertThat(Json.outcome(summary)).isEqualTo("analyzed");
        assertThat(analyses().item())
                .containsEntry(
                        "correlation_id", AttributeValue.fromS((String) Json.at(event, "detail", "correlation_id")))
                .containsEntry("anomalous_records", AttributeValue.fromN("1"))
                .containsEntry("enrichment", AttributeValue.fromS("complete"));
        assertThat(place.store().json("analyzed/x_analysis.json")).containsEntry("records_analyzed", 2);
        assertThat(place.told()).singleElement().satisfies(told -> assertThat(told)
                .containsEntry("detail-type", "Data Analysis Complete")
                .containsEntry("resources", List.of("arn:aws:s3:::" + place.bucket)));
        assertThat(place.told()).singleElement().satisfies(told -> assertThat(Json.object(told.get("detail")))
                .containsEntry("analysis_key", "analyzed/x_analysis.json")
                .containsEntry("manifest_key", "processed/x_manifest.json")
                .containsEntry("sequencer", Json.at(event, "detail", "sequencer")));
    }

    @Test
    void shouldTellOfTheFailureAndSucceed_whenTheFileHoldsNoReadings() throws Exception {
        Map<String, Object> event = processed("no,reading\n1,2\n");
        events.expectedMessageCount(1);

        Map<String, Object> summary = invoke(event);

        events.assertIsSatisfied();
        assertThat(Json.outcome(summary)).isEqualTo("rejected");
        assertThat(place.told()).singleElement().satisfies(told -> assertThat(told)
                .containsEntry("detail-type", "Data Analysis Failed"));
        assertThat(place.told()).singleElement().satisfies(told -> assertThat(Json.object(told.get("detail")))
                .containsEntry("source_key", "processed/x.csv")
                .containsEntry("status", "rejected"));
        assertThat(analyses().items()).isEmpty();
        assertThat(place.bedrock.calls()).isZero();
    }

    @Test
    void shouldFailAndDoTheRestAtTheNextAttempt_whenTheBusRefusesTheEvent() throws Exception {
        Map<String, Object> event = processed(HEADER + OUT_OF_RANGE + GOOD);
        events.expectedMessageCount(2);
        refuse("EventBridge");

        assertThatThrownBy(() -> invoke(event))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining("AccessDenied");

        assertThat(place.told()).isEmpty();
        place.calls.pass();
        assertThat(Json.outcome(invoke(event))).isEqualTo("analyzed");
        events.assertIsSatisfied();
        assertThat(place.told()).hasSize(1);
        assertThat(analyses().items()).hasSize(1);
        assertThat(place.bedrock.calls()).isEqualTo(1);
    }
}
