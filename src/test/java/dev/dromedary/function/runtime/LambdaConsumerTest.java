package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.function.ledger.LedgerProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LambdaConsumerTest {

    private static final String BY = Events.BUCKET + "/raw/";

    private RecordingRoute route;

    @BeforeEach
    void startRoute() throws Exception {
        route = RecordingRoute.start("lambda-s3:" + Events.BUCKET + "?prefix=raw/&suffix=.csv,.csv.gz");
    }

    @AfterEach
    void stopRoute() {
        route.close();
    }

    @Test
    void shouldTellTheOutcomes_whenAllSucceed() {
        Map<String, Object> reply = route.invoke(Events.event("s3-created-several"));

        assertThat(reply)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "route",
                        "recording",
                        "outcomes",
                        List.of(
                                Map.of(
                                        "correlation_id",
                                        BY + "one.csv@096fKKXTRTtl3on89fVO.nfljtsv6qko",
                                        "outcome",
                                        "done"),
                                Map.of("correlation_id", BY + "two.csv.gz@v2", "outcome", "done"))));
        assertThat(route.keys()).containsExactly("raw/one.csv", "raw/two.csv.gz");
    }

    @Test
    void shouldGiveTheExchangeWhatRoutesAndLedgerNeed_whenObjectArrives() {
        Invocation invocation = Invocation.starting("r", Duration.ofMinutes(1));

        route.consumer().invoke(Events.event("s3-created"), invocation);

        assertThat(route.exchanges()).singleElement().satisfies(exchange -> {
            assertThat(exchange.properties())
                    .containsEntry("correlationId", BY + "health.csv@096fKKXTRTtl3on89fVO.nfljtsv6qko")
                    .containsEntry(LedgerProperties.IDEMPOTENCY_KEY, BY + "health.csv;0055AED6DCD90281E5")
                    .containsEntry(LedgerProperties.SEQUENCER, "0055AED6DCD90281E5")
                    .containsEntry(LedgerProperties.DEADLINE, invocation.deadline())
                    .containsEntry(Invocation.PROPERTY, invocation)
                    .containsEntry("name", "health");
            assertThat(exchange.headers()).containsEntry("CamelAwsS3Key", "raw/health.csv");
        });
    }

    @Test
    void shouldTellTextsAndNumbers_whenRouteAddsDetails() {
        route.onEach(exchange -> {
            exchange.setProperty("manifestKey", "m.json");
            exchange.setProperty(
                    "outcomeDetails",
                    Map.of(
                            "analysis_key",
                            "a.json",
                            "count",
                            2,
                            "manifest_key",
                            "hidden",
                            "outcome",
                            "hidden",
                            "rows",
                            List.of(1),
                            "days",
                            List.of("day=05"),
                            "valid",
                            true));
        });

        assertThat(route.invoke(Events.event("s3-created")))
                .extractingByKey("outcomes", InstanceOfAssertFactories.list(Object.class))
                .containsExactly(Map.of(
                        "correlation_id",
                        BY + "health.csv@096fKKXTRTtl3on89fVO.nfljtsv6qko",
                        "outcome",
                        "done",
                        "manifest_key",
                        "m.json",
                        "analysis_key",
                        "a.json",
                        "days",
                        List.of("day=05"),
                        "count",
                        2));
    }

    @Test
    void shouldTellNoDetails_whenPropertyIsNoMap() {
        route.onEach(exchange -> exchange.setProperty("outcomeDetails", "text"));

        assertThat(route.invoke(Events.event("s3-created")))
                .extractingByKey("outcomes")
                .hasToString("[{correlation_id=" + BY + "health.csv@096fKKXTRTtl3on89fVO.nfljtsv6qko, outcome=done}]");
    }

    @Test
    void shouldTellOutcomeAndManifest_whenRouteSaysThem() {
        route.onEach(exchange -> {
            exchange.setProperty(LedgerProperties.OUTCOME, LedgerProperties.SUPERSEDED);
            exchange.setProperty("manifestKey", "m.json");
        });

        assertThat(route.invoke(Events.event("s3-created")))
                .extractingByKey("outcomes", InstanceOfAssertFactories.list(Map.class))
                .containsExactly(Map.of(
                        "correlation_id",
                        BY + "health.csv@096fKKXTRTtl3on89fVO.nfljtsv6qko",
                        "outcome",
                        "superseded",
                        "manifest_key",
                        "m.json"));
    }

    @Test
    void shouldFailNamingEachAfterTryingAll_whenSomeFail() {
        route.failOn("raw/one.csv", "raw/two.csv.gz");
        Map<String, Object> event =
                Map.of("Records", List.of(record("raw/one.csv"), record("raw/two.csv.gz"), record("raw/three.csv")));

        assertThatThrownBy(() -> route.invoke(event))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessage("recording failed: " + BY + "one.csv@01: refused raw/one.csv; " + BY
                        + "two.csv.gz@01: refused raw/two.csv.gz")
                .hasCauseInstanceOf(IllegalStateException.class)
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(route.keys()).containsExactly("raw/one.csv", "raw/two.csv.gz", "raw/three.csv");
    }

    @Test
    void shouldTryTheOthers_whenOneRecordCannotBeRead() {
        Map<String, Object> event = Map.of(
                "Records",
                List.of(
                        Map.of("eventSource", "aws:s3", "eventName", "ObjectCreated:Put"),
                        record("raw/100%.csv"),
                        record("raw/good.csv")));

        assertThatThrownBy(() -> route.invoke(event))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining("without s3.bucket.name")
                .hasMessageContaining("raw/100%.csv");
        assertThat(route.keys()).containsExactly("raw/good.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kinesis", "api-gateway", "custom-event"})
    void shouldFail_whenEventIsOfAnotherService(String event) {
        assertThatThrownBy(() -> route.invoke(Events.event(event)))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageStartingWith("recording failed: the event: Expected news of S3 objects (")
                .hasMessageEndingWith(" came.");
        assertThat(route.keys()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "s3-test-event", "sns-s3-test-event", "s3-removed", "eventbridge-deleted"})
    void shouldSucceedDoingNothing_whenThereIsNothingToDo(String event) {
        assertThat(route.invoke(Events.event(event))).containsEntry("outcomes", List.of());
        assertThat(route.keys()).isEmpty();
    }

    @Test
    void shouldSucceedDoingNothing_whenBatchIsEmpty() {
        assertThat(route.invoke(Map.of("Records", List.of()))).containsEntry("outcomes", List.of());
    }

    @Test
    void shouldOpenEveryEnvelope_whenTopicDelivers() {
        route.invoke(Events.event("sns-s3-news"));

        assertThat(route.keys()).containsExactly("raw/by-sns.csv");
    }

    @Test
    void shouldReturnTheMessageThatIsNoNews_whenQueueDelivers() {
        Map<String, Object> reply = route.invoke(Events.event("sqs-s3-news"));

        assertThat(reply)
                .isEqualTo(Map.of(
                        "batchItemFailures",
                        List.of(Map.of("itemIdentifier", "d1a9a2d5-53a1-4f0f-8b8e-1f5b7f6f0e02"))));
        assertThat(route.keys()).containsExactly("raw/by-notification.csv", "raw/by-eventbridge.csv", "raw/by-sns.csv");
    }

    @Test
    void shouldFailTheWholeBatch_whenMessageHasNoId() {
        Map<String, Object> event = Map.of("Records", List.of(Map.of("eventSource", "aws:sqs")));

        // AWS: a null itemIdentifier makes Lambda take the whole batch for failed.
        assertThat(JsonDocument.write(route.invoke(event)))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":null}]}");
    }

    @Test
    void shouldBeginNothing_whenDeadlineHasPassed() {
        Invocation over =
                new Invocation("r", Instant.now().minusSeconds(1), Instant.now().plusSeconds(4));

        assertThatThrownBy(() -> route.consumer().invoke(Events.event("s3-created"), over))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageEndingWith("not begun, because the function's time is almost up");
        assertThat(route.keys()).isEmpty();
    }

    @Test
    void shouldKeepHostileTextOnOneLine_whenKeyFails() {
        route.onEach(exchange -> {
            throw new IllegalStateException("no\nway " + exchange.getMessage().getHeader("CamelAwsS3Key"));
        });

        assertThatThrownBy(() -> route.invoke(Events.created("raw/a%0Ab%E2%80%A8.csv")))
                .hasMessage(
                        "recording failed: " + BY + "a\\u000ab\\u2028.csv@01: no\\u000away raw/a\\u000ab\\u2028.csv");
    }

    @Test
    void shouldKeepNothingOfThePreviousExchange_whenNextOneComes() {
        route.onEach(exchange -> exchange.getMessage().setHeader("left", "over"));

        route.invoke(Events.event("s3-created-several"));

        assertThat(route.exchanges()).extracting(RecordingRoute.Seen::headers).allSatisfy(headers -> assertThat(headers)
                .doesNotContainKey("left"));
    }

    @Test
    void shouldFail_whenExchangeIsFailedWithoutAThrow() {
        route.onEach((Exchange exchange) -> exchange.setException(new IllegalArgumentException()));

        assertThatThrownBy(() -> route.invoke(Events.event("s3-created")))
                .hasMessageEndingWith(": IllegalArgumentException");
    }

    @Test
    void shouldNameTheReason_whenCamelWrapsIt() {
        route.onEach(exchange -> {
            throw new CamelExchangeException("Multicast failed", exchange, new IllegalStateException("disk full"));
        });

        assertThatThrownBy(() -> route.invoke(Events.event("s3-created"))).hasMessageEndingWith(": disk full");
    }

    private static Object record(String key) {
        return ((List<?>) Events.created(key).get("Records")).get(0);
    }

    @Test
    void shouldReturnThePoisonAlone_whenAMessageHoldsARecordThatIsNone() {
        Map<String, Object> event = Map.of(
                "Records",
                List.of(
                        message("poison", "{\"Records\":[null]}"),
                        message("good", JsonDocument.write(Events.created("raw/x.csv")))));

        assertThat(route.invoke(event))
                .isEqualTo(Map.of("batchItemFailures", List.of(Map.of("itemIdentifier", "poison"))));
    }

    private static Map<String, Object> message(String id, String body) {
        return Map.of("eventSource", "aws:sqs", "messageId", id, "body", body);
    }
}
