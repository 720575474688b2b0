package dev.dromedary.function.trigger.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.function.runtime.Arrival;
import dev.dromedary.function.runtime.Endpoints;
import dev.dromedary.function.runtime.Events;
import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.runtime.UnexpectedEventException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleReaderTest {

    @RegisterExtension
    static final Endpoints ENDPOINTS = new Endpoints();

    private static final String URI = "lambda-schedule:daily?expression=cron(0 7 * * ? *)";

    @ParameterizedTest
    @ValueSource(strings = {"scheduled-rule", "scheduled-scheduler"})
    void shouldBeOneThingForItsTime_whenTimeHasCome(String name) {
        Map<String, Object> event = Events.event(name);

        List<Arrival> arrivals = ENDPOINTS.of(URI).arrivals(event);

        assertThat(arrivals).singleElement().satisfies(arrival -> {
            assertThat(arrival.correlationId()).isEqualTo("2026-11-20T07:00:00Z");
            assertThat(arrival.ledgerItem()).isEqualTo("schedule#2026-11-20T07:00:00Z");
            assertThat(arrival.sequencer()).isNull();
            assertThat(arrival.name()).isNull();
            assertThat(arrival.headers())
                    .containsEntry("scheduledTime", "2026-11-20T07:00:00Z")
                    .containsEntry("id", event.get("id"))
                    .containsEntry("resources", event.get("resources"))
                    .containsEntry("source", event.get("source"))
                    .doesNotContainKey("detail");
            assertThat(arrival.body()).isEqualTo(Map.of());
        });
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T07:00Z, 2026-11-20T07:00:00Z",
        "2026-11-20T08:00:00+01:00, 2026-11-20T07:00:00Z",
        "2026-11-20T02:00-05:00, 2026-11-20T07:00:00Z",
        "2026-11-20T07:00:00.000Z, 2026-11-20T07:00:00Z"
    })
    void shouldNameTheSameInstant_whenTimeIsWrittenOtherwise(String time, String instant) {
        Map<String, Object> event = with("time", time);

        assertThat(ENDPOINTS.of(URI).arrivals(event))
                .extracting(Arrival::correlationId)
                .containsExactly(instant);
    }

    @Test
    void shouldReadTheDetail_whenSchedulerWritesItAsText() {
        assertThat(ENDPOINTS.of(URI).arrivals(with("detail", "{\"days\": 7}")))
                .extracting(Arrival::body)
                .containsExactly(Map.of("days", 7));
    }

    @Test
    void shouldMakeNoHeader_whenFieldIsNamedLikeCamels() {
        assertThat(ENDPOINTS.of(URI).arrivals(with("CamelFileName", "x")).get(0).headers())
                .doesNotContainKey("CamelFileName");
    }

    @Test
    void shouldKeepItsOwnTime_whenAFieldHasTheHeadersName() {
        assertThat(ENDPOINTS.of(URI).arrivals(with("scheduledTime", "x")).get(0).headers())
                .containsEntry("scheduledTime", "2026-11-20T07:00:00Z");
    }

    @Test
    void shouldDoNothing_whenEventIsEmpty() {
        assertThat(ENDPOINTS.of(URI).arrivals(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "source | mine | one of source \"mine\" came.",
                "source | | a document with the fields detail, detail-type, id, resources, source, time came.",
                "detail-type | Other | a document with the fields",
                "time | | an event without time came.",
                "time | tomorrow | an event of the time \"tomorrow\" came.",
                "time | 2026-11-20T07:00:00 | an event of the time \"2026-11-20T07:00:00\" came.",
                "detail | | an event whose detail is no object came.",
            })
    void shouldSayWhatCame_whenFieldIsAnother(String field, String value, String expected) {
        assertThatThrownBy(() -> ENDPOINTS.of(URI).arrivals(with(field, value)))
                .isInstanceOf(UnexpectedEventException.class)
                .hasMessageStartingWith("Expected a scheduled event (source aws.scheduler or aws.events, detail-type"
                        + " \"Scheduled Event\", time and detail), but ")
                .hasMessageContaining(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3-created", "custom-event", "kinesis", "api-gateway", "eventbridge-created"})
    void shouldSayWhatWasExpected_whenItIsNoScheduledEvent(String event) {
        assertThatThrownBy(() -> ENDPOINTS.of(URI).arrivals(Events.event(event)))
                .isInstanceOf(UnexpectedEventException.class)
                .hasMessageStartingWith("Expected a scheduled event (");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lambda-schedule:daily | lambda-schedule needs the option expression, such as cron(0 7 * * ? *) or rate(1"
                        + " day)",
                "lambda-schedule:daily?expression=0 7 * * * | The option expression of lambda-schedule is \"0 7 * * *\"; it"
                        + " has to be cron(minutes hours day-of-month month day-of-week year), rate(value unit) or"
                        + " at(yyyy-mm-ddThh:mm:ss)",
                "lambda-schedule:daily?expression=cron(0 25 * * ? *) | The option expression of lambda-schedule is \"cron(0"
                        + " 25 * * ? *)\"; hours is 25 and has to be made of 0-23 and , - * /",
                "lambda-schedule:daily?expression=rate(1 day)&timeZone=Europe/Berln | The option timeZone of lambda-schedule"
                        + " is \"Europe/Berln\"; it has to be the IANA name of a time zone, such as Europe/Berlin or"
                        + " UTC",
                "lambda-schedule:daily?expression=rate(1 day)&timeZone=-02:00 | The option timeZone of lambda-schedule is"
                        + " \"-02:00\"; it has to be the IANA name of a time zone, such as Europe/Berlin or UTC"
            })
    void shouldRefuseTheEndpoint_whenOptionIsWrong(String uri, String message) {
        assertThatThrownBy(() -> ENDPOINTS.of(uri)).rootCause().hasMessage(message);
    }

    @Test
    void shouldTakeTheEndpoint_whenZoneIsNamed() {
        LambdaScheduleEndpoint endpoint = ENDPOINTS.of(
                "lambda-schedule:daily?expression=cron(0 7 ? * MON-FRI *)&timeZone=America/New_York",
                LambdaScheduleEndpoint.class);

        assertThat(endpoint.getExpression()).isEqualTo("cron(0 7 ? * MON-FRI *)");
        assertThat(endpoint.getTimeZone()).isEqualTo("America/New_York");
    }

    @Test
    void shouldAskForNoRule_whenPatternIsWanted() {
        assertThat(ENDPOINTS.of(URI).eventPattern()).isEmpty();
    }

    @Test
    void shouldUnderstandItsOwnSample_whenPriming() {
        LambdaEndpoint endpoint = ENDPOINTS.of(URI);

        assertThat(endpoint.arrivals(endpoint.sample()))
                .extracting(Arrival::ledgerItem)
                .containsExactly("schedule#2000-01-01T00:00:00Z");
    }

    private static Map<String, Object> with(String field, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(Events.event("scheduled-scheduler"));
        changed.put(field, value);
        return changed;
    }
}
