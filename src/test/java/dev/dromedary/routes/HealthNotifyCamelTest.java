package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.function.runtime.InvocationFailedException;
import java.io.IOException;
import java.util.Map;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The YAML of health-notify in Camel's own test support, fed with the document of a file that was analyzed. */
class HealthNotifyCamelTest extends HealthCamelTestSupport {

    private Map<String, Object> event;
    private MockEndpoint ses;

    HealthNotifyCamelTest(EmbeddedCloud cloud) {
        super(cloud, Health.NOTIFY, "aws2-ses:*");
    }

    @BeforeEach
    void watch() throws IOException {
        event = document("eventbridge-data-analysis-complete");
        ses = sent("aws2-ses:health");
    }

    private void storeAnalysis() {
        store("x", (String) Json.at(event, "detail", "correlation_id"), (String)
                Json.at(event, "detail", "analysis_timestamp"));
    }

    @Test
    void shouldSendOneMailAndMarkTheAnalysis_whenAFileWasAnalyzed() throws Exception {
        storeAnalysis();
        ses.expectedMessageCount(1);

        Map<String, Object> summary = invoke(event);

        ses.assertIsSatisfied();
        assertThat(Json.outcome(summary)).isEqualTo("sent");
        assertThat(place.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo("Health readings x: 1 of 2 out of range");
            assertThat(mail.text()).contains("Rejected     1 (33.3 %)");
            assertThat(mail.html()).contains("<html");
        });
        assertThat(analyses().item()).containsEntry("notification_sent", AttributeValue.fromBool(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON", "[1]"})
    void shouldSendTheMailAllTheSame_whenTheManifestIsNone(String manifest) throws Exception {
        storeAnalysis();
        place.cloud
                .s3()
                .putObject(
                        put -> put.bucket(place.bucket).key("processed/x_manifest.json"),
                        RequestBody.fromString(manifest));

        assertThat(Json.outcome(invoke(event))).isEqualTo("sent");

        assertThat(place.mails()).singleElement().satisfies(mail -> assertThat(mail.text())
                .contains("The manifest is no longer there"));
    }

    @Test
    void shouldFailAndSendNothing_whenTheEventIsOfNoStoredAnalysis() throws Exception {
        storeAnalysis();
        Json.object(event.get("detail")).put("analysis_timestamp", "2026-03-01T10:15:45.124Z");
        ses.expectedMessageCount(0);

        assertThatThrownBy(() -> invoke(event))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining("There is no item");

        ses.assertIsSatisfied();
        assertThat(place.mails()).isEmpty();
        assertThat(analyses().item()).containsEntry("notification_sent", AttributeValue.fromBool(false));
    }

    @Test
    void shouldFailAndSendTheMailAtTheNextAttempt_whenTheMailIsRefused() throws Exception {
        storeAnalysis();
        ses.expectedMessageCount(2);
        refuse("Ses");

        assertThatThrownBy(() -> invoke(event))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining("AccessDenied");

        assertThat(place.mails()).isEmpty();
        assertThat(analyses().item()).containsEntry("notification_sent", AttributeValue.fromBool(false));
        place.calls.pass();
        assertThat(Json.outcome(invoke(event))).isEqualTo("sent");
        assertThat(place.mails()).hasSize(1);
        ses.assertIsSatisfied();
    }
}
