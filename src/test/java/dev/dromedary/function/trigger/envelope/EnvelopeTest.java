package dev.dromedary.function.trigger.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.dromedary.function.runtime.Endpoints;
import dev.dromedary.function.runtime.Envelope;
import dev.dromedary.function.runtime.Events;
import dev.dromedary.function.runtime.FailurePolicy;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.UnexpectedEventException;
import dev.dromedary.function.trigger.envelope.QueueEnvelope.MessagePolicy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {

    @RegisterExtension
    static final Endpoints ENDPOINTS = new Endpoints();

    @ParameterizedTest
    @ValueSource(strings = {"s3-created", "eventbridge-created", "custom-event", "kinesis", "api-gateway", "empty"})
    void shouldBeTheDocumentItself_whenNothingWrapsIt(String name) {
        Envelope envelope = EventEnvelope.open(Events.event(name));

        assertThat(envelope.policy()).isEqualTo(FailurePolicy.INVOCATION);
        assertThat(envelope.items()).singleElement().satisfies(item -> {
            assertThat(item.id()).isNull();
            assertThat(item.document().get()).isEqualTo(Events.event(name));
        });
    }

    @Test
    void shouldHoldEachMessageInOrder_whenQueueDelivers() {
        Envelope envelope = EventEnvelope.open(Events.event("sqs-s3-news"));

        assertThat(envelope.policy()).isEqualTo(new MessagePolicy(false, 5));
        assertThat(envelope.items())
                .extracting(Envelope.Item::id, Envelope.Item::group)
                .containsExactly(
                        tuple("059f36b4-87a3-44ab-83d2-661975830a7d", null),
                        tuple("2e1424d4-f796-459a-8184-9c92662be6da", null),
                        tuple("7a1b9c5e-3f0a-4f0e-9b1e-0d6a4f2f7c11", null),
                        tuple("c80e8021-a70a-42c7-a470-796e1186f753", null),
                        tuple("d1a9a2d5-53a1-4f0f-8b8e-1f5b7f6f0e02", null));
    }

    @Test
    void shouldUnwrapToTheInnermostDocument_whenMessageCarriesANotification() {
        List<Envelope.Item> items =
                EventEnvelope.open(Events.event("sqs-s3-news")).items();

        assertThat(items.get(0).document().get()).containsOnlyKeys("Records");
        assertThat(items.get(1).document().get()).containsEntry("source", "aws.s3");
        assertThat(items.get(2).document().get()).containsOnlyKeys("Records");
        assertThat(items.get(3).document().get()).containsEntry("Event", "s3:TestEvent");
        assertThatThrownBy(() -> items.get(4).document().get())
                .isInstanceOf(UnexpectedEventException.class)
                .hasMessageStartingWith("Expected a JSON object, but text that is none");
    }

    @Test
    void shouldUnwrapButBeNoQueue_whenTopicDelivers() {
        Envelope envelope = EventEnvelope.open(Events.event("sns-s3-news"));

        assertThat(envelope.policy()).isEqualTo(FailurePolicy.INVOCATION);
        assertThat(envelope.items())
                .singleElement()
                .satisfies(item -> assertThat(item.document().get()).containsOnlyKeys("Records"));
    }

    @Test
    void shouldKnowTheGroups_whenQueueIsFifo() {
        assertThat(EventEnvelope.open(Events.event("sqs-fifo")).items())
                .extracting(Envelope.Item::id, Envelope.Item::group)
                .containsExactly(
                        tuple("a1", "a"), tuple("b1", "b"), tuple("a2", "a"), tuple("b2", "b"), tuple("a3", "a"));
    }

    @Test
    void shouldKnowNoGroups_whenStandardQueueUsesThemForFairness() {
        assertThat(EventEnvelope.open(Events.event("sqs-fair-groups")).items())
                .extracting(Envelope.Item::group)
                .containsOnlyNulls();
    }

    @Test
    void shouldRefuseTheMessage_whenBodyIsMissing() {
        Map<String, Object> message = Map.of("messageId", "m", "eventSource", "aws:sqs");

        List<Envelope.Item> items =
                EventEnvelope.open(Map.of("Records", List.of(message))).items();

        assertThatThrownBy(() -> items.get(0).document().get()).isInstanceOf(UnexpectedEventException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"Records\":[]}", "{\"Records\":7}", "{\"Records\":[7]}", "{\"Records\":[{}]}"})
    void shouldBeTheDocumentItself_whenRecordsAreOfNoService(String document) {
        Envelope envelope = EventEnvelope.open(JsonDocument.parse(document));

        assertThat(envelope.policy()).isEqualTo(FailurePolicy.INVOCATION);
        assertThat(envelope.items()).hasSize(1);
    }

    @Test
    void shouldHoldTheMessagesThemselves_whenTriggerReadsMessages() {
        Envelope envelope = ENDPOINTS.of("lambda-sqs:q").open(Events.event("sqs-standard"));

        assertThat(envelope.policy()).isEqualTo(new MessagePolicy(false, 5));
        assertThat(envelope.items())
                .extracting(
                        Envelope.Item::received, item -> item.document().get().get("body"))
                .containsExactly(tuple(1, "Test message."), tuple(1, "Test message."));
    }

    @Test
    void shouldHoldTheRecordsThemselves_whenTriggerReadsRecords() {
        Envelope envelope = ENDPOINTS.of("lambda-kinesis:s").open(Events.event("kinesis-two"));

        assertThat(envelope.policy()).matches(FailurePolicy::partial).matches(FailurePolicy::ordered);
        assertThat(envelope.items())
                .extracting(Envelope.Item::id)
                .containsExactly(
                        "49590338271490256608559692538361571095921575989136588898",
                        "49590338271490256608559692540925702759324208523137515618");
    }

    @Test
    void shouldKeepOrder_whenQueueIsFifo() {
        assertThat(ENDPOINTS.of("lambda-sqs:q").open(Events.event("sqs-fifo")).policy())
                .isEqualTo(new MessagePolicy(true, 5));
    }

    @ParameterizedTest
    @CsvSource({
        "lambda-sqs:q, kinesis", "lambda-sqs:q, sns-s3-news", "lambda-sqs:q, s3-created", "lambda-sqs:q, custom-event",
        "lambda-kinesis:s, sqs-standard", "lambda-kinesis:s, sqs-fifo", "lambda-kinesis:s, s3-created",
                "lambda-kinesis:s, api-gateway"
    })
    void shouldBeTheDocumentItself_whenTriggerReadsAnotherService(String uri, String event) {
        Envelope envelope = ENDPOINTS.of(uri).open(Events.event(event));

        assertThat(envelope.policy()).isEqualTo(FailurePolicy.INVOCATION);
        assertThat(envelope.items())
                .singleElement()
                .satisfies(item -> assertThat(item.document().get()).isEqualTo(Events.event(event)));
    }

    @Test
    void shouldNotCountTries_whenQueueTellsNonsense() {
        Map<String, Object> message = Map.of(
                "messageId", "m",
                "eventSource", "aws:sqs",
                "attributes", Map.of("ApproximateReceiveCount", "many"));

        assertThat(ENDPOINTS
                        .of("lambda-sqs:q")
                        .open(Map.of("Records", List.of(message)))
                        .items()
                        .get(0)
                        .received())
                .isNull();
    }
}
