package dev.dromedary.desk.cloud.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

class EmbeddedSqsSendingTest {
    private static final int MEBIBYTE = 1024 * 1024;

    @TempDir
    Path folder;

    private SqsFixture fixture;

    @BeforeEach
    void open() {
        fixture = SqsFixture.open(folder);
        fixture.sqs.queue("orders");
        fixture.sqs.queue("orders.fifo");
        fixture.sqs.createQueue(
                create -> create.queueName("explicit.fifo").attributesWithStrings(Map.of("FifoQueue", "true")));
    }

    private static Arguments refused(
            String name, String queue, String reason, Consumer<SendMessageRequest.Builder> message) {
        return argumentSet(name, queue, reason, message);
    }

    private static Consumer<SendMessageRequest.Builder> attribute(String name, String type, String value) {
        return message -> message.messageBody("b").messageAttributes(Map.of(name, SqsFixture.text(type, value)));
    }

    static Stream<Arguments> refused() {
        Map<String, MessageAttributeValue> eleven = new TreeMap<>();
        IntStream.range(0, 11).forEach(each -> eleven.put("a" + each, SqsFixture.text("String", "x")));
        return Stream.of(
                refused("no body", "orders", "MessageBody", message -> {}),
                refused("empty body", "orders", "MessageBody", message -> message.messageBody("")),
                refused("control character", "orders", "#x9", message -> message.messageBody("a\u0001")),
                refused("half a character", "orders", "#x9", message -> message.messageBody("a\ud800")),
                refused(
                        "too long",
                        "orders",
                        "shorter",
                        message -> message.messageBody("ü".repeat(MEBIBYTE / 2) + "x")),
                refused("too long with attributes", "orders", "shorter", message -> message.messageBody(
                                "x".repeat(MEBIBYTE - 7))
                        .messageAttributes(Map.of("a", SqsFixture.text("String", "x")))),
                refused("too late", "orders", "DelaySeconds", message -> message.messageBody("b")
                        .delaySeconds(901)),
                refused("11 attributes", "orders", "[11]", message -> message.messageBody("b")
                        .messageAttributes(eleven)),
                refused("reserved attribute", "orders", "aws.x", attribute("aws.x", "String", "x")),
                refused("attribute with a space", "orders", "a b", attribute("a b", "String", "x")),
                refused("attribute of no type", "orders", "type", attribute("a", "Text", "x")),
                refused("attribute without value", "orders", "non-empty", attribute("a", "String", "")),
                refused("attribute of no number", "orders", "number", attribute("a", "Number", "x")),
                refused("deduplication in a standard queue", "orders", "queue type", message -> message.messageBody("b")
                        .messageDeduplicationId("d")),
                refused("no group", "orders.fifo", "MessageGroupId", message -> message.messageBody("b")),
                refused("group with a space", "orders.fifo", "MessageGroupId", message -> message.messageBody("b")
                        .messageGroupId("a b")),
                refused("delay in a FIFO queue", "orders.fifo", "queue type", message -> message.messageBody("b")
                        .messageGroupId("g")
                        .delaySeconds(1)),
                refused(
                        "no deduplication",
                        "explicit.fifo",
                        "ContentBasedDeduplication",
                        message -> message.messageBody("b").messageGroupId("g")));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void shouldRefuse_whenAMessageIsWrong(String queue, String reason, Consumer<SendMessageRequest.Builder> message) {
        SqsException refused = catchThrowableOfType(
                SqsException.class, () -> fixture.sqs.sendMessage(send -> message.accept(send.queueUrl(queue))));

        assertThat(refused.awsErrorDetails().errorMessage()).contains(reason);
        assertThat(refused.awsErrorDetails().sdkHttpResponse().statusCode()).isEqualTo(400);
        assertThat(fixture.receive(queue)).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldTakeTheLargestMessage_whenItHasAttributes() {
        fixture.sqs.sendMessage(send -> send.queueUrl("orders")
                .messageBody("x".repeat(MEBIBYTE - 8))
                .messageAttributes(Map.of("a", SqsFixture.text("String", "x"))));

        assertThat(fixture.receive("orders")).hasSize(1);
    }

    private static SendMessageBatchRequestEntry entry(String id, String body) {
        return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
    }

    static Stream<Arguments> refusedBatches() {
        List<SendMessageBatchRequestEntry> eleven =
                IntStream.range(0, 11).mapToObj(each -> entry("e" + each, "b")).toList();
        return Stream.of(
                argumentSet("empty", "EmptyBatchRequest", List.of()),
                argumentSet("11 entries", "TooManyEntriesInBatchRequest", eleven),
                argumentSet("alike", "BatchEntryIdsNotDistinct", List.of(entry("a", "1"), entry("a", "2"))),
                argumentSet("no id", "InvalidBatchEntryId", List.of(entry("a b", "1"))),
                argumentSet(
                        "too long together",
                        "BatchRequestTooLong",
                        List.of(entry("a", "x".repeat(MEBIBYTE)), entry("b", "x"))));
    }

    @ParameterizedTest
    @MethodSource("refusedBatches")
    void shouldRefuseAll_whenABatchIsWrong(String error, List<SendMessageBatchRequestEntry> entries) {
        SqsException refused = catchThrowableOfType(
                SqsException.class,
                () -> fixture.sqs.sendMessageBatch(
                        send -> send.queueUrl("orders").entries(entries)));

        assertThat(refused.getClass().getSimpleName()).isEqualTo(error + "Exception");
        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AWS.SimpleQueueService." + error);
        assertThat(fixture.receive("orders")).isEmpty();
    }

    @Test
    void shouldTakeTheGoodEntries_whenOneOfABatchIsRefused() {
        SendMessageBatchResponse response = fixture.sqs.sendMessageBatch(
                send -> send.queueUrl("orders").entries(entry("a", "1"), entry("b", "\u0000"), entry("c", "3")));

        assertThat(response.successful())
                .extracting(SendMessageBatchResultEntry::id)
                .containsExactly("a", "c");
        assertThat(response.failed())
                .extracting(BatchResultErrorEntry::id, BatchResultErrorEntry::code, BatchResultErrorEntry::senderFault)
                .containsExactly(tuple("b", "InvalidMessageContents", true));
        assertThat(fixture.receiveBodies("orders")).containsExactly("1", "3");
    }

    private static DeleteMessageBatchRequestEntry receipt(String id, String receipt) {
        return DeleteMessageBatchRequestEntry.builder()
                .id(id)
                .receiptHandle(receipt)
                .build();
    }

    @Test
    void shouldDeleteTheGoodEntries_whenOneOfABatchIsRefused() {
        fixture.send("orders", "a");
        String receipt = fixture.receive("orders").get(0).receiptHandle();

        var response = fixture.sqs.deleteMessageBatch(
                delete -> delete.queueUrl("orders").entries(List.of(receipt("a", receipt), receipt("b", "nonsense"))));

        assertThat(response.successful()).hasSize(1);
        assertThat(response.failed()).extracting(BatchResultErrorEntry::code).containsExactly("ReceiptHandleIsInvalid");
        assertThat(fixture.sqs.counts()).allMatch(queue -> queue.waiting() == 0);
    }

    @Test
    void shouldTakeAMessageOnce_whenItComesAgainWithinFiveMinutes() {
        SendMessageResponse first = fixture.send("orders.fifo", "a", "body");
        fixture.delete("orders.fifo", fixture.receive("orders.fifo").get(0));
        fixture.clock.pass(Duration.ofSeconds(299));

        SendMessageResponse second = fixture.send("orders.fifo", "b", "body");

        assertThat(second.messageId()).isEqualTo(first.messageId());
        assertThat(second.sequenceNumber()).isEqualTo(first.sequenceNumber());
        assertThat(fixture.receive("orders.fifo")).isEmpty();
        fixture.clock.pass(Duration.ofSeconds(1));
        assertThat(fixture.send("orders.fifo", "b", "body").sequenceNumber()).isGreaterThan(first.sequenceNumber());
        assertThat(fixture.receiveBodies("orders.fifo")).containsExactly("body");
    }

    @Test
    void shouldGoByTheDeduplicationId_whenThereIsOne() {
        for (String id : List.of("1", "2", "1")) {
            fixture.sqs.sendMessage(send -> send.queueUrl("explicit.fifo")
                    .messageBody("body")
                    .messageGroupId("g")
                    .messageDeduplicationId(id));
        }

        assertThat(fixture.receive("explicit.fifo"))
                .extracting(message -> message.attributesAsStrings().get("MessageDeduplicationId"))
                .containsExactly("1", "2");
    }

    @Test
    void shouldLockItsGroup_whenAMessageIsInFlight() {
        fixture.send("orders.fifo", "a", "a1");
        List<Message> first = fixture.receive("orders.fifo");
        fixture.send("orders.fifo", "a", "a2");
        fixture.send("orders.fifo", "b", "b1");

        assertThat(fixture.receiveBodies("orders.fifo")).containsExactly("b1");
        fixture.giveBack("orders.fifo", first.get(0));
        List<Message> again = fixture.receive("orders.fifo");
        assertThat(again).extracting(Message::body).containsExactly("a1", "a2");
        fixture.delete("orders.fifo", again.get(0));
        fixture.send("orders.fifo", "a", "a3");
        assertThat(fixture.receive("orders.fifo")).isEmpty();
        fixture.delete("orders.fifo", again.get(1));
        assertThat(fixture.receiveBodies("orders.fifo")).containsExactly("a3");
    }

    @Test
    void shouldNotLockAnything_whenAStandardQueueHasGroups() {
        fixture.send("orders", "a", "a1");
        fixture.receive("orders");
        fixture.send("orders", "a", "a2");

        Message message = fixture.receive("orders").get(0);

        assertThat(message.attributesAsStrings())
                .containsEntry("MessageGroupId", "a")
                .doesNotContainKey("SequenceNumber");
    }
}
