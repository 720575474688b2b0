package dev.dromedary.desk.cloud.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

class EmbeddedSqsTest {
    @TempDir
    Path folder;

    private SqsFixture fixture;
    private EmbeddedSqs sqs;

    @BeforeEach
    void open() {
        fixture = SqsFixture.open(folder);
        sqs = fixture.sqs;
        sqs.queue("orders");
        sqs.queue("orders.fifo");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldMakeDeadLetterQueues_whenQueuesAreMade() {
        assertThat(sqs.listQueues().queueUrls())
                .containsExactly(
                        "https://sqs.eu-central-1.amazonaws.com/000000000000/orders",
                        "https://sqs.eu-central-1.amazonaws.com/000000000000/orders-dead-letters",
                        "https://sqs.eu-central-1.amazonaws.com/000000000000/orders-dead-letters.fifo",
                        "https://sqs.eu-central-1.amazonaws.com/000000000000/orders.fifo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders",
                "https://sqs.us-east-1.amazonaws.com/123456789012/orders",
                "http://sqs.us-east-1.localhost.localstack.cloud:4566/000000000000/orders",
                "https://queue.amazonaws.com/1/orders"
            })
    void shouldFindTheQueueByItsName_whenTheUrlIsOfAnyForm(String url) {
        fixture.send(url, "body");

        assertThat(fixture.receiveBodies("orders")).containsExactly("body");
    }

    @Test
    void shouldRefuseAll_whenThereIsNoSuchQueue() {
        List<Runnable> requests = List.of(
                () -> fixture.send("none", "body"),
                () -> fixture.receive("none"),
                () -> fixture.attributes("none"),
                () -> sqs.getQueueUrl(get -> get.queueName("none")),
                () -> sqs.purgeQueue(purge -> purge.queueUrl("none")),
                () -> sqs.sendMessageBatch(send -> send.queueUrl("none")),
                () -> sqs.deleteMessage(delete -> delete.queueUrl("none").receiptHandle("x")));

        assertThat(requests).allSatisfy(request -> {
            QueueDoesNotExistException refused = catchThrowableOfType(QueueDoesNotExistException.class, request::run);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
        });
    }

    @Test
    void shouldTellAllOfAMessage_whenItIsReceived() {
        Map<String, MessageAttributeValue> attributes = Map.of(
                "kind",
                SqsFixture.text("String", "x"),
                "count",
                SqsFixture.text("Number.int", "3"),
                "bytes",
                MessageAttributeValue.builder()
                        .dataType("Binary")
                        .binaryValue(SdkBytes.fromByteArray(new byte[] {0, -1}))
                        .build());
        SendMessageResponse sent = sqs.sendMessage(send ->
                send.queueUrl("orders").messageBody("This is a test message").messageAttributes(attributes));
        fixture.clock.pass(Duration.ofSeconds(1));

        Message message = fixture.receive("orders").get(0);

        assertThat(message.messageId()).isEqualTo(sent.messageId());
        assertThat(message.body()).isEqualTo("This is a test message");
        assertThat(message.messageAttributes()).isEqualTo(attributes);
        assertThat(message.attributesAsStrings())
                .isEqualTo(Map.of(
                        "ApproximateReceiveCount", "1",
                        "SentTimestamp", "1772359200000",
                        "SenderId", "000000000000",
                        "ApproximateFirstReceiveTimestamp", "1772359201000"));
        // As in the example of
        // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
        assertThat(message.md5OfBody())
                .isEqualTo(sent.md5OfMessageBody())
                .isEqualTo("fafb00f5732ab283681e124bf8747ed1");
        assertThat(message.md5OfMessageAttributes())
                .isEqualTo(sent.md5OfMessageAttributes())
                .hasSize(32);
    }

    @Test
    void shouldTellOnlyWhatIsAskedFor_whenAMessageIsReceived() {
        sqs.sendMessage(send -> send.queueUrl("orders")
                .messageBody("b")
                .messageAttributes(
                        Map.of("kind.a", SqsFixture.text("String", "1"), "other", SqsFixture.text("String", "2"))));

        Message message = sqs.receiveMessage(receive -> receive.queueUrl("orders")
                        .messageAttributeNames("kind.*")
                        .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP))
                .messages()
                .get(0);

        assertThat(message.messageAttributes()).containsOnlyKeys("kind.a");
        assertThat(message.attributes()).containsOnlyKeys(MessageSystemAttributeName.SENT_TIMESTAMP);
    }

    @Test
    void shouldHideAMessageForItsTime_whenItIsReceived() {
        fixture.send("orders", "body");

        assertThat(fixture.receive("orders")).hasSize(1);
        assertThat(fixture.receive("orders")).isEmpty();
        fixture.clock.pass(Duration.ofSeconds(29));
        assertThat(fixture.receive("orders")).isEmpty();
        fixture.clock.pass(Duration.ofSeconds(1));
        List<Message> again = fixture.receive("orders");

        assertThat(again.get(0).attributes())
                .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2")
                .containsEntry(MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP, "1772359200000");
    }

    @Test
    void shouldHideADelayedMessage_whenItIsNew() {
        sqs.sendMessage(send -> send.queueUrl("orders").messageBody("late").delaySeconds(900));

        assertThat(fixture.receive("orders")).isEmpty();
        assertThat(fixture.attributes("orders"))
                .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED, "1");
        fixture.clock.pass(Duration.ofSeconds(900));
        assertThat(fixture.receiveBodies("orders")).containsExactly("late");
    }

    @Test
    void shouldDeleteOnlyByTheLatestReceipt_whenAMessageWasReceivedTwice() {
        fixture.send("orders", "body");
        Message first = fixture.receive("orders").get(0);
        fixture.giveBack("orders", first);
        Message second = fixture.receive("orders").get(0);

        fixture.delete("orders", first);
        assertThat(fixture.sqs.counts().get(0).waiting()).isEqualTo(1);
        fixture.delete("orders", second);
        assertThat(fixture.sqs.counts().get(0).waiting()).isZero();
        assertThatNoException().isThrownBy(() -> fixture.delete("orders", second));
    }

    @Test
    void shouldRefuse_whenAReceiptIsNoneOrTooOld() {
        fixture.send("orders", "a");
        Message message = fixture.receive("orders").get(0);
        fixture.clock.pass(Duration.ofMinutes(1));

        assertThat(catchThrowableOfType(
                        ReceiptHandleIsInvalidException.class,
                        () -> sqs.deleteMessage(
                                delete -> delete.queueUrl("orders").receiptHandle("nonsense"))))
                .isNotNull();
        assertThat(catchThrowableOfType(MessageNotInflightException.class, () -> fixture.giveBack("orders", message)))
                .isNotNull();
        fixture.send("orders.fifo", "g", "b");
        Message ordered = fixture.receive("orders.fifo").get(0);
        fixture.clock.pass(Duration.ofMinutes(1));
        assertThat(catchThrowableOfType(SqsException.class, () -> fixture.delete("orders.fifo", ordered)))
                .hasMessageContaining("expired");
    }

    @Test
    void shouldMoveToTheDeadLetters_whenReceivedMoreOftenThanAllowed() {
        String id = fixture.send("orders", "poison").messageId();
        fixture.send("orders", "good");
        for (int each = 0; each < 5; each++) {
            List<Message> batch = fixture.receive("orders");
            assertThat(batch).hasSize(2);
            batch.forEach(message -> fixture.giveBack("orders", message));
            if (each == 3) {
                fixture.delete("orders", batch.get(1));
            }
            if (each == 3) {
                fixture.send("orders", "good");
            }
        }

        assertThat(fixture.receiveBodies("orders")).containsExactly("good");
        Message dead = fixture.receive("orders-dead-letters").get(0);
        assertThat(dead.messageId()).isEqualTo(id);
        assertThat(dead.attributesAsStrings())
                .containsEntry("DeadLetterQueueSourceArn", "arn:aws:sqs:eu-central-1:000000000000:orders")
                .containsEntry("ApproximateReceiveCount", "1");
        assertThat(sqs.counts())
                .filteredOn(queue -> queue.queue().equals("orders"))
                .containsExactly(new QueueCounts("orders", 3, 1, 1, 1, 1, 0));
    }

    @Test
    void shouldListInPages_whenAskedFor() {
        var first = sqs.listQueues(list -> list.queueNamePrefix("orders-").maxResults(1));
        var second = sqs.listQueues(
                list -> list.queueNamePrefix("orders-").maxResults(1).nextToken(first.nextToken()));

        assertThat(first.queueUrls()).hasSize(1).allMatch(url -> url.endsWith("/orders-dead-letters"));
        assertThat(second.queueUrls()).hasSize(1).allMatch(url -> url.endsWith("/orders-dead-letters.fifo"));
        assertThat(second.nextToken()).isNull();
    }

    @Test
    void shouldHaveNothing_whenPurged() {
        fixture.send("orders", "a");

        sqs.purgeQueue(purge -> purge.queueUrl("orders"));

        assertThat(fixture.receive("orders")).isEmpty();
    }

    @Test
    void shouldTellItsAttributes_whenAskedFor() {
        fixture.send("orders.fifo", "g", "a");
        fixture.receive("orders.fifo");

        assertThat(fixture.attributes("orders.fifo"))
                .containsEntry(QueueAttributeName.QUEUE_ARN, "arn:aws:sqs:eu-central-1:000000000000:orders.fifo")
                .containsEntry(QueueAttributeName.FIFO_QUEUE, "true")
                .containsEntry(QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true")
                .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0")
                .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "1")
                .containsEntry(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-central-1:000000000000:orders-dead-letters.fifo\","
                                + "\"maxReceiveCount\":5}");
    }

    @Test
    void shouldMakeAQueueOnce_whenAClientAsksForItTwice() {
        Map<QueueAttributeName, String> attributes = Map.of(
                QueueAttributeName.VISIBILITY_TIMEOUT,
                "60",
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-central-1:000000000000:orders-dead-letters\","
                        + "\"maxReceiveCount\":\"2\"}");
        String url = sqs.createQueue(create -> create.queueName("new").attributes(attributes))
                .queueUrl();
        fixture.send("new", "body");

        assertThat(sqs.createQueue(create -> create.queueName("new").attributes(attributes))
                        .queueUrl())
                .isEqualTo(url);
        assertThat(fixture.receive("new")).hasSize(1);
        assertThat(catchThrowableOfType(
                        QueueNameExistsException.class,
                        () -> sqs.createQueue(create -> create.queueName("new")
                                .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "61")))))
                .hasMessageContaining("VisibilityTimeout");
    }

    @ParameterizedTest
    @CsvSource({
        "'', MissingParameter",
        "a b, InvalidParameterValue",
        "../up, InvalidParameterValue",
        "x.fif, InvalidParameterValue",
        "x.fifo, InvalidParameterValue",
    })
    void shouldRefuse_whenAQueuesNameIsNone(String name, String code) {
        SqsException refused =
                catchThrowableOfType(SqsException.class, () -> sqs.createQueue(create -> create.queueName(name)));

        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
    }
}
