package dev.dromedary.function.steps.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.dromedary.function.steps.TransientFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

class OutboxQueueTest {

    private final Pauses pauses = new Pauses();

    private static final String FIFO = "https://sqs.test/000000000000/messages.fifo";
    private static final String STANDARD = "https://sqs.test/000000000000/messages";

    private final ScriptedQueue client = new ScriptedQueue();

    private static OutboxMessage message(String name, String correlationId) {
        return OutboxMessage.of("day_", "name", Map.of("name", name), 3, correlationId);
    }

    private static List<OutboxMessage> messages(int count) {
        return IntStream.range(0, count).mapToObj(i -> message("n" + i, "c")).toList();
    }

    @Test
    void shouldGroupByNameAndTellRepeatsApart_whenTheQueueIsFifo() {
        OutboxMessage message = message("n", "bucket/key@1");

        new OutboxQueue(client, FIFO).send(List.of(message), pauses.within(Duration.ofMinutes(1)));

        SendMessageBatchRequestEntry entry = client.entries().get(0);
        assertThat(client.requests().get(0).queueUrl()).isEqualTo(FIFO);
        assertThat(entry.messageBody()).isEqualTo("{\"name\":\"n\"}");
        assertThat(entry.messageGroupId()).isEqualTo(message.group());
        assertThat(entry.messageDeduplicationId())
                .isEqualTo(message.messageId())
                .endsWith("-3");
        assertThat(entry.messageAttributes().get("message_id").stringValue()).isEqualTo(message.messageId());
        assertThat(entry.messageAttributes().get("correlation_id").stringValue())
                .isEqualTo("bucket/key@1");
    }

    @Test
    void shouldNameNoGroup_whenTheQueueIsStandard() {
        new OutboxQueue(client, STANDARD).send(messages(2), pauses.within(Duration.ofMinutes(1)));

        assertThat(client.entries()).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.messageGroupId()).isNull();
            assertThat(entry.messageDeduplicationId()).isNull();
            assertThat(entry.messageAttributes()).containsKey("message_id");
        });
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true"})
    void shouldTellWhetherItMayPass_whenAnEntryHasFailed(boolean senderFault, boolean mayPass) {
        client.answers(request -> ScriptedQueue.fails(request, request.entries().size() - 1, "SomeCode", senderFault));
        List<OutboxMessage> messages = messages(3);

        Throwable failure = catchThrowable(
                () -> new OutboxQueue(client, FIFO).send(messages, pauses.within(Duration.ofMinutes(1))));

        assertThat(failure)
                .isInstanceOf(SqsException.class)
                .hasMessageContaining("The queue " + FIFO + " did not take 1 of " + (senderFault ? 3 : 1)
                        + " messages, such as " + messages.get(2).messageId() + ": SomeCode");
        assertThat(TransientFailure.mayPass(failure)).isEqualTo(mayPass);
    }

    @Test
    void shouldSendOnlyWhatFailedAgain_whenTheQueueWasTooBusyForIt() {
        client.answers(request -> client.requests().size() == 1
                ? ScriptedQueue.fails(request, 1, "InternalError", false)
                : ScriptedQueue.takesAll(request));
        List<OutboxMessage> messages = messages(3);

        new OutboxQueue(client, STANDARD).send(messages, pauses.within(Duration.ofMinutes(1)));

        assertThat(client.entries())
                .extracting(entry -> entry.messageAttributes().get("message_id").stringValue())
                .containsExactly(
                        messages.get(0).messageId(),
                        messages.get(1).messageId(),
                        messages.get(2).messageId(),
                        messages.get(1).messageId());
        assertThat(pauses.taken()).hasSize(1);
    }

    @Test
    void shouldSendNothingAgain_whenThereIsNoTimeForAPause() {
        client.answers(request -> ScriptedQueue.fails(request, 0, "InternalError", false));

        assertThatThrownBy(() -> new OutboxQueue(client, FIFO).send(messages(2), pauses.within(Duration.ZERO)))
                .isInstanceOf(SqsException.class);

        assertThat(client.requests()).hasSize(1);
    }

    @Test
    void shouldNotTryAgain_whenOneOfTheFailedEntriesIsTheSendersFault() {
        client.answers(request -> ScriptedQueue.fails(request, 0, "InternalError", false).toBuilder()
                .successful(List.of())
                .failed(
                        ScriptedQueue.failed(0, "InternalError", false),
                        ScriptedQueue.failed(1, "InvalidMessageContents", true))
                .build());

        Throwable failure = catchThrowable(
                () -> new OutboxQueue(client, FIFO).send(messages(2), pauses.within(Duration.ofMinutes(1))));

        assertThat(failure).hasMessageContaining("did not take 2 of 2 messages");
        assertThat(pauses.taken()).isEmpty();
        assertThat(TransientFailure.mayPass(failure)).isFalse();
    }

    @Test
    void shouldFail_whenTheAnswerLeavesOutAMessage() {
        client.answers(request -> ScriptedQueue.takesAll(request).toBuilder()
                .successful(ScriptedQueue.takesAll(request).successful().get(0))
                .build());

        assertThatThrownBy(() -> new OutboxQueue(client, FIFO).send(messages(2), pauses.within(Duration.ofMinutes(1))))
                .hasMessage("The queue " + FIFO + " was sent 2 messages and has answered for 1");
    }

    @ParameterizedTest
    @CsvSource({"a\\nb, a%0Ab", "\uD83D\uDE00, %F0", "ä, ä"})
    void shouldSendAnAttributeThatSqsTakes_whenAKeyHoldsAnything(String key, String begins) {
        new OutboxQueue(client, FIFO)
                .send(List.of(message("n", key.replace("\\n", "\n"))), pauses.within(Duration.ofMinutes(1)));

        String sent = client.entries()
                .get(0)
                .messageAttributes()
                .get("correlation_id")
                .stringValue();
        assertThat(sent).startsWith(begins).matches("[ -\uD7FF\uE000-\uFFFD]+");
    }

    @Test
    void shouldSendNoCorrelationId_whenThereIsNone() {
        new OutboxQueue(client, FIFO).send(List.of(message("n", "")), pauses.within(Duration.ofMinutes(1)));

        assertThat(client.entries().get(0).messageAttributes()).containsOnlyKeys("message_id");
    }
}
