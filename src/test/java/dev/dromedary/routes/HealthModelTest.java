package dev.dromedary.routes;

import static dev.dromedary.routes.Readings.GOOD;
import static dev.dromedary.routes.Readings.HEADER;
import static dev.dromedary.routes.Readings.OUT_OF_RANGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.cloud.bedrock.ModelReply;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the model itself does to health-analyze: the analysis is stored with or without insights, whole and once. */
@ExtendWith(SharedCloud.class)
class HealthModelTest {

    private Health health;

    @BeforeEach
    void start(EmbeddedCloud cloud) {
        health = new Health(cloud);
        health.function(Health.ANALYZE);
    }

    @AfterEach
    void stop() {
        health.close();
    }

    private Map<String, Object> processed() {
        Map<String, Object> event = health.ingest("x", HEADER + OUT_OF_RANGE + GOOD);
        health.place.forgetEvents();
        health.calls.pass();
        return event;
    }

    private int question(Map<String, Object> processed) {
        HealthState state = new HealthState(health);
        health.invoke(Health.ANALYZE, processed);
        int number = health.calls.made().stream()
                .filter(call -> call.service().equals("Bedrock"))
                .findFirst()
                .orElseThrow()
                .number();
        state.restore();
        return number;
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"DENIED", "DENIED_TOO_LATE"})
    void shouldStoreTheAnalysisWithoutInsights_whenTheModelRefuses(Fault fault) {
        Map<String, Object> processed = processed();
        health.calls.from(fault.at(question(processed), () -> {}));

        String outcome = health.outcome(Health.ANALYZE, processed);

        assertThat(outcome).isEqualTo("analyzed");
        withoutInsights("request_refused");
        health.calls.pass();
        assertThat(health.outcome(Health.ANALYZE, processed)).isEqualTo("done already");
        assertThat(health.place.told()).hasSize(1);
    }

    @Test
    void shouldStoreInsightsAtTheSecondAttempt_whenTheFirstDiedAtTheModel() {
        Map<String, Object> processed = processed();
        health.calls.from(Fault.DEATH.at(question(processed), () -> {}));

        String first = health.outcome(Health.ANALYZE, processed);

        assertThat(first).isNull();
        assertThat(health.analyses().items()).isEmpty();
        health.calls.pass();
        health.place.ledger().lapse();
        assertThat(health.outcome(Health.ANALYZE, processed)).isEqualTo("analyzed");
        assertThat(health.analyses().item()).containsEntry("enrichment", AttributeValue.fromS("complete"));
        assertThat(health.place.told()).hasSize(1);
    }

    @Test
    void shouldKeepTheFallback_whenTheAttemptThatFellBackFailedAfterIt() {
        Map<String, Object> processed = processed();
        health.place.bedrock.next(ModelReply.accessDenied());
        health.calls.from(new Calls.Meddler() {
            @Override
            public void before(Calls.Call call) {
                if (call.is("putObject")) {
                    throw Fault.DENIED.exception(call);
                }
            }
        });

        String first = health.outcome(Health.ANALYZE, processed);

        assertThat(first).isNull();
        health.calls.pass();
        assertThat(health.outcome(Health.ANALYZE, processed)).isEqualTo("analyzed");
        withoutInsights("request_refused");
        assertThat(health.place.bedrock.calls()).isEqualTo(1);
    }

    @Test
    void shouldAskOnceMore_whenTheAnswerCanNotBeUsed() {
        Map<String, Object> processed = processed();
        health.place.bedrock.next(
                ModelReply.text("Well, {\"insights\": [\"half of\" and then colourless green ideas sleep furiously."));

        health.invoke(Health.ANALYZE, processed);

        assertThat(health.place.bedrock.calls()).isEqualTo(2);
        assertThat(health.analyses().item()).containsEntry("enrichment", AttributeValue.fromS("complete"));
    }

    @Test
    void shouldFailTheInvocation_whenTheModelFailsAndThatIsThePolicy(EmbeddedCloud cloud) {
        try (Health strict = new Health(cloud, Map.of("health.model.on-failure", "fail"))) {
            Map<String, Object> processed = strict.ingest("x", HEADER + OUT_OF_RANGE);
            strict.place.bedrock.next(ModelReply.accessDenied());

            String first = strict.outcome(Health.ANALYZE, processed);

            assertThat(first).isNull();
            assertThat(strict.analyses().items()).isEmpty();
            assertThat(strict.place.store().outputs()).noneMatch(key -> key.startsWith("analyzed/"));
            assertThat(strict.outcome(Health.ANALYZE, processed)).isEqualTo("analyzed");
        }
    }

    private void withoutInsights(String reason) {
        assertThat(health.analyses().item())
                .containsEntry("enrichment", AttributeValue.fromS("unavailable"))
                .containsEntry("enrichment_reason", AttributeValue.fromS(reason))
                .containsEntry("anomalous_records", AttributeValue.fromN("1"))
                .doesNotContainKey("insights");
        assertThat(health.place.store().json("analyzed/x_analysis.json"))
                .containsEntry("enrichment", "unavailable")
                .containsEntry("records_analyzed", 2);
    }
}
