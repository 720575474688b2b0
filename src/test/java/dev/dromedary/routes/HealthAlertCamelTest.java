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

/** The YAML of health-alert in Camel's own test support, fed with the document of a file that can't be used. */
class HealthAlertCamelTest extends HealthCamelTestSupport {

    private Map<String, Object> event;
    private MockEndpoint sns;

    HealthAlertCamelTest(EmbeddedCloud cloud) {
        super(cloud, Health.ALERT, "aws2-sns:*");
    }

    @BeforeEach
    void watch() throws IOException {
        event = document("eventbridge-data-processing-failed");
        sns = sent("aws2-sns:arn:aws:sns:eu-central-1:000000000000:" + place.bucket);
    }

    @Test
    void shouldTellPeopleInOneSentence_whenAFileCanNotBeUsed() throws Exception {
        sns.expectedMessageCount(1);

        Map<String, Object> summary = invoke(event);

        sns.assertIsSatisfied();
        assertThat(Json.outcome(summary)).isEqualTo("told");
        assertThat(place.messages()).singleElement().satisfies(message -> {
            assertThat(message.subject()).isEqualTo("Health readings can't be used");
            assertThat(message.message().strip())
                    .contains("raw/x.csv", "The columns spo2 and steps are missing", "processed/x_manifest.json")
                    .doesNotContain("\n");
        });
    }

    @Test
    void shouldFailAndTellNothing_whenTheEventDoesNotSayWhatIsWrong() throws Exception {
        Json.object(event.get("detail")).remove("error");
        sns.expectedMessageCount(0);

        assertThatThrownBy(() -> invoke(event))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining("body.error has no value");

        sns.assertIsSatisfied();
        assertThat(place.messages()).isEmpty();
    }

    @Test
    void shouldFailAndTellAtTheNextAttempt_whenTheTopicRefuses() throws Exception {
        sns.expectedMessageCount(2);
        refuse("Sns");

        assertThatThrownBy(() -> invoke(event))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining("AccessDenied");

        assertThat(place.messages()).isEmpty();
        place.calls.pass();
        assertThat(Json.outcome(invoke(event))).isEqualTo("told");
        assertThat(place.messages()).hasSize(1);
        sns.assertIsSatisfied();
    }
}
