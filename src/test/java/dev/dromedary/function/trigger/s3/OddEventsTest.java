package dev.dromedary.function.trigger.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.function.runtime.Events;
import dev.dromedary.function.runtime.Fields;
import dev.dromedary.function.runtime.InvocationFailedException;
import dev.dromedary.function.runtime.KeptLog;
import dev.dromedary.function.runtime.RecordingRoute;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole documents that are no good, handed to a function: {@code src/test/resources/events/odd}. */
class OddEventsTest {

    private static final String POST = "lambda-http:/a?method=POST";

    private static Map<String, Object> odd(String name) {
        return Events.event("odd/" + name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lambda-s3:b | s3-without-event-name | news whose eventName, which says what happened, is missing",
                "lambda-s3:b | records-null | a record of none",
                "lambda-s3:b | s3-key-not-utf8 | the key a%FF.csv, which is not UTF-8,",
                "lambda-eventbridge:default?source=s | event-empty-id | an event without id",
                "lambda-eventbridge:default?source=s | kinesis | a record of aws:kinesis",
                "lambda-eventbridge:default?source=s | event-other | one of \"other\"",
                "lambda-http:/my/path?method=GET | authorizer-request | the question of an API to its authorizer (type"
                        + " REQUEST), which no lambda-http route answers,"
            })
    void shouldFailWithOneSentence_whenNothingElseIsRight(String uri, String name, String came) throws Exception {
        try (RecordingRoute route = RecordingRoute.start(uri)) {
            assertThatThrownBy(() -> route.invoke(odd(name)))
                    .isInstanceOf(InvocationFailedException.class)
                    .hasMessageMatching("recording failed: the event: Expected [^\\n]+ came\\.")
                    .hasMessageEndingWith("but " + came + " came.");
            assertThat(route.exchanges()).isEmpty();
        }
    }

    @Test
    void shouldFailJustTheMessage_whenItsNewsHasNoKind() throws Exception {
        try (RecordingRoute route = RecordingRoute.start("lambda-s3:b")) {
            assertThat(route.invoke(odd("sqs-s3-without-event-name")))
                    .isEqualTo(Map.of("batchItemFailures", List.of(Map.of("itemIdentifier", "m1"))));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "lambda-s3:b, sqs-s3-tagging, ObjectTagging:Put",
        "lambda-s3:b?prefix=raw/, s3-other-prefix, ObjectCreated:Put"
    })
    void shouldLeaveOneLine_whenTheRouteDidNotAskForIt(String uri, String name, String kind) throws Exception {
        try (RecordingRoute route = RecordingRoute.start(uri);
                KeptLog log = KeptLog.of(S3Reader.class)) {
            assertThat(Fields.objects(route.invoke(odd(name)), "batchItemFailures"))
                    .isEmpty();

            assertThat(log.lines())
                    .containsExactly("INFO nothing to do: " + kind + " of b/k.csv is not what the route asks for");
            assertThat(route.exchanges()).isEmpty();
        }
    }

    @Test
    void shouldTakeTheSequencer_whenTheVersionIsEmpty() throws Exception {
        try (RecordingRoute route = RecordingRoute.start("lambda-s3:b")) {
            route.invoke(odd("s3-empty-version"));

            assertThat(route.exchanges())
                    .extracting(seen -> seen.properties().get("correlationId"))
                    .containsExactly("b/k.csv@0055");
        }
    }

    @Test
    void shouldBeTwoThings_whenTheIdsOfNotificationsAreEmpty() throws Exception {
        try (RecordingRoute route = RecordingRoute.start("lambda-sqs:q?unwrap=sns")) {
            route.invoke(odd("sqs-sns-empty-id"));

            assertThat(route.exchanges())
                    .extracting(seen -> seen.properties().get("idempotencyKey"))
                    .containsExactly("m1", "m2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http-nan", "http-deep", "http-single-quotes"})
    void shouldSayInOurWords_whenABodyIsNoJson(String name) throws Exception {
        try (RecordingRoute route = RecordingRoute.start(POST)) {
            Map<String, Object> response = route.invoke(odd(name));

            assertThat(response).containsEntry("statusCode", 400);
            assertThat(response.get("body").toString())
                    .contains("Expected JSON, but text that is none (")
                    .doesNotContain("Feature", "java", "Stream", "Source");
        }
    }

    @Test
    void shouldBeTwoCallers_whenTwoOfOnePoolSendTheSameKey() throws Exception {
        try (RecordingRoute route = RecordingRoute.start(POST)) {
            route.invoke(odd("http-cognito-1"));
            route.invoke(odd("http-cognito-2"));

            assertThat(route.exchanges())
                    .extracting(seen -> seen.properties().get("caller"))
                    .containsExactly("us-east-1:identity-1", "us-east-1:identity-2");
            assertThat(route.exchanges())
                    .extracting(seen -> seen.properties().get("idempotencyKey"))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void shouldSayThatItIsAnArray_whenAPipeSendsOne() {
        assertThatThrownBy(() -> odd("array")).hasMessage("Expected a JSON object, but an array came.");
    }
}
