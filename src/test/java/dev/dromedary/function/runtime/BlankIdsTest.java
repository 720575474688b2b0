package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.function.trigger.http.HttpEvents;
import dev.dromedary.function.trigger.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A blank id names nothing: no two things are one because of it. */
class BlankIdsTest {

    @RegisterExtension
    static final Endpoints ENDPOINTS = new Endpoints();

    private static final String S3 = "lambda-s3:" + Events.BUCKET;
    private static final String EVENT = "lambda-eventbridge:default?source=s";

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void shouldTakeTheSequencer_whenTheVersionIsBlank(String blank) {
        Map<String, Object> event = mutable(Events.created("raw/x.csv"));
        object(event).put("versionId", blank);

        Arrival arrival = ENDPOINTS.of(S3).arrivals(event).get(0);

        assertThat(arrival.correlationId()).isEqualTo(Events.BUCKET + "/raw/x.csv@01");
        assertThat(arrival.headers()).doesNotContainKey("CamelAwsS3VersionId");
    }

    @Test
    void shouldDeleteTheObject_whenTheVersionOfADeletionIsBlank() {
        Map<String, Object> event = JsonDocument.parse(
                Events.text("s3-removed").replaceFirst("\"versionId\": \"[^\"]*\"", "\"versionId\": \"\""));

        assertThat(ENDPOINTS.of(S3 + "?events=deleted").arrivals(event))
                .extracting(Arrival::change)
                .containsExactly("deleted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void shouldBeTwoThings_whenTwoVersionsHaveABlankSequencer(String blank) {
        Arrival first = withSequencer(blank, "e1");
        Arrival second = withSequencer(blank, "e2");

        assertThat(first.sequencer()).isNull();
        assertThat(second.ledgerItem()).isNotEqualTo(first.ledgerItem());
        assertThat(withSequencer(blank, "e1").ledgerItem()).isEqualTo(first.ledgerItem());
    }

    private static Arrival withSequencer(String sequencer, String etag) {
        Map<String, Object> event = mutable(Events.created("raw/x.csv", etag));
        object(event).put("sequencer", sequencer);
        return ENDPOINTS.of(S3).arrivals(event).get(0);
    }

    @Test
    void shouldRefuse_whenNothingTellsTheVersionFromOthers() {
        Map<String, Object> event = mutable(Events.created("raw/x.csv", " "));
        object(event).put("sequencer", "");
        object(event).put("versionId", "");

        assertThatThrownBy(() -> ENDPOINTS.of(S3).arrivals(event))
                .isInstanceOf(UnexpectedEventException.class)
                .hasMessageEndingWith(
                        "but news of raw/x.csv with neither a version id nor a sequencer nor an ETag came.");
    }

    @Test
    void shouldNotKeepBlanks_whenEventBridgeTellsOfAnObject() {
        Map<String, Object> event = JsonDocument.parse(Events.text("eventbridge-created")
                .replaceFirst("\"version-id\": \"[^\"]*\"", "\"version-id\": \"\"")
                .replaceFirst("\"sequencer\": \"[^\"]*\"", "\"sequencer\": \" \""));

        Arrival arrival = ENDPOINTS.of(S3).arrivals(event).get(0);

        assertThat(arrival.correlationId()).endsWith("@b57f9512698f4b09e608f4f2a65852e5");
        assertThat(arrival.ledgerItem()).isEqualTo(arrival.correlationId());
        assertThat(arrival.sequencer()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'n': 1}",
                "{'correlation_id': 'c'}",
                "{'bucket': 'b', 'key': 'k', 'correlation_id': 'c'}",
                "{'bucket': 'b', 'key': 'k', 'sequencer': '', 'correlation_id': 'c'}"
            })
    void shouldRefuseTheEvent_whenItsIdIsBlank(String detail) {
        for (Object id : new Object[] {"", " ", null, Map.of(), List.of("1")}) {
            Map<String, Object> event = event(id, detail);

            assertThatThrownBy(() -> ENDPOINTS.of(EVENT).arrivals(event))
                    .isInstanceOf(UnexpectedEventException.class)
                    .hasMessageEndingWith("but an event without id came.");
        }
    }

    @Test
    void shouldNeedNoId_whenTheEventIsAboutAVersionOfAnObject() {
        Map<String, Object> event =
                event("", "{'bucket': 'b', 'key': 'k', 'sequencer': '01', 'correlation_id': 'c', 'etag': ''}");

        Arrival arrival = ENDPOINTS.of(EVENT).arrivals(event).get(0);

        assertThat(arrival.ledgerItem()).isEqualTo("b/k");
        assertThat(arrival.headers()).doesNotContainKeys("CamelAwsS3ETag", "CamelAwsS3IfMatchCondition");
    }

    private static Map<String, Object> event(Object id, String detail) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("id", id);
        event.put("source", "s");
        event.put("detail-type", "t");
        event.put("detail", JsonDocument.parse(detail.replace('\'', '"')));
        return event;
    }

    @Test
    void shouldBeTwoThings_whenTwoNotificationsHaveABlankId() throws Exception {
        String one = "{\"Type\":\"Notification\",\"MessageId\":\"\",\"Message\":\"one\"}";
        try (RecordingRoute route = RecordingRoute.start("lambda-sqs:q?unwrap=sns")) {
            route.invoke(Events.batch(List.of(
                    Events.message("m1", null, one), Events.message("m2", null, one.replace("\"\"", "\"  \"")))));

            assertThat(route.exchanges())
                    .extracting(seen -> seen.properties().get("correlationId"))
                    .containsExactly("m1", "m2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void shouldFailTheMessage_whenItsIdIsBlank(String id) throws Exception {
        try (RecordingRoute route = RecordingRoute.start("lambda-sqs:q")) {
            Map<String, Object> reply =
                    route.invoke(Events.batch(List.of(Events.message(id, null, "a"), Events.message("m2", null, "b"))));

            // Without an id Lambda takes the whole batch as failed.
            assertThat(Fields.objects(reply, "batchItemFailures"))
                    .singleElement()
                    .satisfies(failure -> assertThat(failure).containsEntry("itemIdentifier", null));
            assertThat(route.exchanges()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"eventID", "sequenceNumber"})
    void shouldFailTheRecord_whenItsIdIsBlank(String field) throws Exception {
        String event = Events.text("kinesis").replaceFirst("\"" + field + "\": \"[^\"]*\"", "\"" + field + "\": \" \"");
        try (RecordingRoute route = RecordingRoute.start("lambda-kinesis:s")) {
            Map<String, Object> reply = route.invoke(JsonDocument.parse(event));

            assertThat(Fields.objects(reply, "batchItemFailures")).hasSize(1);
            assertThat(route.exchanges()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void shouldRefuseTheRequest_whenItsIdIsBlank(String id) {
        Map<String, Object> request = HttpEvents.post("application/json", "{}");
        Fields.object(request, "requestContext").put("requestId", id);

        assertThatThrownBy(() -> HttpRequest.read(request)).hasMessageEndingWith("but one without requestId came.");
    }

    @Test
    void shouldKnowTheFifoQueueByItsName_whenNoMessageTellsIt() throws Exception {
        Map<String, Object> first = new LinkedHashMap<>(Events.message("m1", "g", "{"));
        Map<String, Object> second = new LinkedHashMap<>(Events.message("m2", "g", "{}"));
        first.remove("eventSourceARN");
        second.remove("eventSourceARN");
        try (RecordingRoute route = RecordingRoute.start("lambda-sqs:q.fifo?format=json")) {
            Map<String, Object> reply = route.invoke(Events.batch(List.of(first, second)));

            assertThat(Fields.objects(reply, "batchItemFailures"))
                    .extracting(failure -> failure.get("itemIdentifier"))
                    .containsExactly("m1", "m2");
            assertThat(route.exchanges()).isEmpty();
        }
    }

    private static Map<String, Object> mutable(Map<String, Object> event) {
        return JsonDocument.parse(JsonDocument.write(event));
    }

    private static Map<String, Object> object(Map<String, Object> event) {
        Map<String, Object> record = Fields.objects(event, "Records").get(0);
        return Fields.object(Fields.object(record, "s3"), "object");
    }
}
