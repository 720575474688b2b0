package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.dromedary.function.runtime.Trigger.Unit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {

    @ParameterizedTest
    @ValueSource(strings = {"s3-created", "eventbridge-created", "custom-event", "kinesis", "api-gateway", "empty"})
    void shouldBeTheDocumentItself_whenNothingWrapsIt(String name) {
        Envelope envelope = Envelope.open(Unit.DOCUMENT, null, Events.event(name));

        assertThat(envelope.verdict()).isEqualTo(Verdict.INVOCATION);
        assertThat(envelope.items()).singleElement().satisfies(item -> {
            assertThat(item.id()).isNull();
            assertThat(item.open()).isEqualTo(Events.event(name));
        });
    }

    @Test
    void shouldHoldEachMessageInOrder_whenQueueDelivers() {
        Envelope envelope = Envelope.open(Unit.DOCUMENT, null, Events.event("sqs-s3-news"));

        assertThat(envelope.verdict()).isEqualTo(Verdict.MESSAGES);
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
                Envelope.open(Unit.DOCUMENT, null, Events.event("sqs-s3-news")).items();

        assertThat(items.get(0).open()).containsOnlyKeys("Records");
        assertThat(items.get(1).open()).containsEntry("source", "aws.s3");
        assertThat(items.get(2).open()).containsOnlyKeys("Records");
        assertThat(items.get(3).open()).containsEntry("Event", "s3:TestEvent");
        assertThatThrownBy(() -> items.get(4).open())
                .isInstanceOf(UnexpectedEventException.class)
                .hasMessageStartingWith("Expected a JSON object, but text that is none");
    }

    @Test
    void shouldUnwrapButBeNoQueue_whenTopicDelivers() {
        Envelope envelope = Envelope.open(Unit.DOCUMENT, null, Events.event("sns-s3-news"));

        assertThat(envelope.verdict()).isEqualTo(Verdict.INVOCATION);
        assertThat(envelope.items()).singleElement().satisfies(item -> assertThat(item.open())
                .containsOnlyKeys("Records"));
    }

    @Test
    void shouldKnowTheGroups_whenQueueIsFifo() {
        assertThat(Envelope.open(Unit.DOCUMENT, null, Events.event("sqs-fifo")).items())
                .extracting(Envelope.Item::id, Envelope.Item::group)
                .containsExactly(
                        tuple("a1", "a"), tuple("b1", "b"), tuple("a2", "a"), tuple("b2", "b"), tuple("a3", "a"));
    }

    @Test
    void shouldKnowNoGroups_whenStandardQueueUsesThemForFairness() {
        assertThat(Envelope.open(Unit.DOCUMENT, null, Events.event("sqs-fair-groups"))
                        .items())
                .extracting(Envelope.Item::group)
                .containsOnlyNulls();
    }

    @Test
    void shouldRefuseTheMessage_whenBodyIsMissing() {
        Map<String, Object> message = Map.of("messageId", "m", "eventSource", "aws:sqs");

        List<Envelope.Item> items = Envelope.open(Unit.DOCUMENT, null, Map.of("Records", List.of(message)))
                .items();

        assertThatThrownBy(() -> items.get(0).open()).isInstanceOf(UnexpectedEventException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"Records\":[]}", "{\"Records\":7}", "{\"Records\":[7]}", "{\"Records\":[{}]}"})
    void shouldBeTheDocumentItself_whenRecordsAreOfNoService(String document) {
        Envelope envelope = Envelope.open(Unit.DOCUMENT, null, JsonDocument.parse(document));

        assertThat(envelope.verdict()).isEqualTo(Verdict.INVOCATION);
        assertThat(envelope.items()).hasSize(1);
    }

    @Test
    void shouldHoldTheMessagesThemselves_whenTriggerReadsMessages() {
        Envelope envelope = Envelope.open(Unit.MESSAGE, null, Events.event("sqs-standard"));

        assertThat(envelope.verdict()).isEqualTo(Verdict.MESSAGES);
        assertThat(envelope.items())
                .extracting(Envelope.Item::received, item -> item.open().get("body"))
                .containsExactly(tuple(1, "Test message."), tuple(1, "Test message."));
    }

    @Test
    void shouldHoldTheRecordsThemselves_whenTriggerReadsRecords() {
        Envelope envelope = Envelope.open(Unit.RECORD, null, Events.event("kinesis-two"));

        assertThat(envelope.verdict()).isEqualTo(Verdict.SHARD);
        assertThat(envelope.items())
                .extracting(Envelope.Item::id)
                .containsExactly(
                        "49590338271490256608559692538361571095921575989136588898",
                        "49590338271490256608559692540925702759324208523137515618");
    }

    @Test
    void shouldKeepOrder_whenQueueIsFifo() {
        assertThat(Envelope.open(Unit.MESSAGE, null, Events.event("sqs-fifo")).verdict())
                .isEqualTo(Verdict.GROUPS);
    }

    @ParameterizedTest
    @CsvSource({
        "MESSAGE, kinesis", "MESSAGE, sns-s3-news", "MESSAGE, s3-created", "MESSAGE, custom-event",
        "RECORD, sqs-standard", "RECORD, sqs-fifo", "RECORD, s3-created", "RECORD, api-gateway"
    })
    void shouldBeTheDocumentItself_whenTriggerReadsAnotherService(Unit unit, String event) {
        Envelope envelope = Envelope.open(unit, null, Events.event(event));

        assertThat(envelope.verdict()).isEqualTo(Verdict.INVOCATION);
        assertThat(envelope.items()).singleElement().satisfies(item -> assertThat(item.open())
                .isEqualTo(Events.event(event)));
    }

    @Test
    void shouldNotCountTries_whenQueueTellsNonsense() {
        Map<String, Object> message = Map.of(
                "messageId", "m",
                "eventSource", "aws:sqs",
                "attributes", Map.of("ApproximateReceiveCount", "many"));

        assertThat(Envelope.open(Unit.MESSAGE, null, Map.of("Records", List.of(message)))
                        .items()
                        .get(0)
                        .received())
                .isNull();
    }
}
