package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.function.runtime.InvocationFailedException;
import java.util.Map;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The YAML of health-digest in Camel's own test support, fed with Scheduler's document of 2026-11-20T07:00:00Z. */
class HealthDigestCamelTest extends HealthCamelTestSupport {

    private static final String EVENT = "scheduled-scheduler";

    private MockEndpoint ses;

    HealthDigestCamelTest(EmbeddedCloud cloud) {
        super(cloud, Health.DIGEST, "aws2-ses:*");
    }

    @BeforeEach
    void watch() {
        ses = sent("aws2-ses:health");
        store("first", "a", "2026-11-19T23:00:00.000Z");
        store("second", "b", "2026-11-20T05:00:00.000Z");
    }

    private void assertAllMarked(boolean mailed) {
        assertThat(analyses().items()).hasSize(2).allSatisfy(item -> assertThat(item)
                .containsEntry("notification_sent", AttributeValue.fromBool(mailed)));
    }

    @Test
    void shouldSendOneMailAboutAllAnalyses_whenTheScheduledTimeComes() throws Exception {
        ses.expectedMessageCount(1);

        Map<String, Object> summary = invoke(document(EVENT));

        ses.assertIsSatisfied();
        assertThat(Json.outcome(summary)).isEqualTo("sent");
        assertThat(place.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo("Health readings: 2 analyses that no mail was sent about");
            assertThat(mail.text()).contains("Readings 6, rejected 2, out of range 2.", "first", "second");
            assertThat(mail.html()).contains("first", "second");
        });
        assertAllMarked(true);
    }

    @Test
    void shouldFailAndSendNothing_whenTheEventIsNoSchedules() throws Exception {
        ses.expectedMessageCount(0);
        Map<String, Object> event = document("eventbridge-created");

        assertThatThrownBy(() -> invoke(event))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining("Expected a scheduled event");

        ses.assertIsSatisfied();
        assertThat(place.mails()).isEmpty();
        assertAllMarked(false);
    }

    @Test
    void shouldFailAndMailTheSameAtTheNextAttempt_whenTheMailIsRefused() throws Exception {
        ses.expectedMessageCount(2);
        Map<String, Object> event = document(EVENT);
        refuse("Ses");

        assertThatThrownBy(() -> invoke(event))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining("AccessDenied");

        assertThat(place.mails()).isEmpty();
        assertAllMarked(false);
        place.calls.pass();
        // Due as well, but not when the first attempt looked.
        store("third", "c", "2026-11-20T05:30:00.000Z");
        assertThat(Json.outcome(invoke(event))).isEqualTo("sent");
        ses.assertIsSatisfied();
        assertThat(place.mails()).singleElement().satisfies(mail -> assertThat(mail.text())
                .contains("first", "second")
                .doesNotContain("third"));
    }
}
