package dev.dromedary.desk.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.dromedary.desk.cloud.sns.PublishedMessage;
import dev.dromedary.desk.cloud.sqs.EmbeddedSqs;
import dev.dromedary.function.records.EscapedText;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.InvalidMessageContentsException;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Whatever a text holds, the services, which refuse what AWS refuses, take it from a client that routes get. */
class SendableClientTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:told";

    private static Path folder;
    private static EmbeddedCloud cloud;
    private static EmbeddedSqs queues;

    @BeforeContainer
    static void open() throws IOException {
        folder = Files.createTempDirectory("sendable");
        cloud = new EmbeddedCloud(folder.resolve("cloud"), "us-east-1", 2, (rule, event, failure) -> {});
        queues = new EmbeddedSqs(folder.resolve("queues"), "us-east-1", Clock.systemUTC());
        queues.queue("plain");
        queues.queue("ordered.fifo");
        cloud.sns().topic("told");
        cloud.tables().table("items", "id", null, null);
        cloud.s3().createBucket("bucket", false);
    }

    @AfterContainer
    static void close() {
        queues.close();
        cloud.close();
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> likely = Arbitraries.of(
                "\\",
                "\\uFFFF",
                "\uffff",
                "\ufffe",
                "\ufdd0",
                "\u0000",
                "\u0001",
                "\t",
                "\n",
                "\r",
                "\u007f",
                "\u0085",
                "\u2028",
                "\u202e",
                "\ud83d",
                "\udc2a",
                "\ud83d\udc2a",
                "\u00e9",
                "a",
                " ",
                "=?UTF-8?B?",
                "@u0041",
                "<b>",
                "{",
                "\u001b[31m");
        return likely.list().ofMinSize(1).ofMaxSize(10).map(parts -> String.join("", parts));
    }

    @Property(tries = 200)
    void shouldSendMessages(@ForAll("texts") String text) {
        SqsClient sqs = SendableClient.of(SqsClient.class, queues);
        String url = queues.queue("plain");
        String json = json(Map.of("text", text, text, 1));
        MessageAttributeValue attribute = MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(text)
                .build();

        sqs.sendMessage(
                message -> message.queueUrl(url).messageBody(text).messageAttributes(Map.of("text", attribute)));
        sqs.sendMessageBatch(batch -> batch.queueUrl(url)
                .entries(SendMessageBatchRequestEntry.builder()
                        .id("1")
                        .messageBody(json)
                        .build()));
        sqs.sendMessage(message -> message.queueUrl(queues.queue("ordered.fifo"))
                .messageBody("x")
                .messageGroupId(text.repeat(20))
                .messageDeduplicationId(text));

        var received = queues.receiveMessage(
                        receive -> receive.queueUrl(url).maxNumberOfMessages(10).messageAttributeNames("All"))
                .messages();
        assertThat(received).hasSize(2);
        assertThat(EscapedText.unescape(received.get(0).body(), EscapedText::isInXml))
                .isEqualTo(text);
        assertThat(EscapedText.unescape(
                        received.get(0).messageAttributes().get("text").stringValue(), EscapedText::isInXml))
                .isEqualTo(text);
        assertThat(parsed(received.get(1).body())).isEqualTo(parsed(json));
        received.forEach(
                message -> queues.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle())));
    }

    @Property(tries = 200)
    void shouldPublish(@ForAll("texts") String text) {
        SendableClient.of(SnsClient.class, cloud.sns())
                .publish(publish ->
                        publish.topicArn(TOPIC).subject(text.repeat(20)).message(text));

        PublishedMessage published =
                cloud.sns().published().get(cloud.sns().published().size() - 1);
        assertThat(EscapedText.unescape(published.message(), EscapedText::isInXml))
                .isEqualTo(text);
        assertThat(published.subject()).hasSizeLessThan(100).doesNotContainPattern("[\\p{Cc}\\p{Cs}]");
    }

    @Property(tries = 100)
    void shouldPutEvents(@ForAll("texts") String text) throws InterruptedException {
        List<String> told = new CopyOnWriteArrayList<>();
        String bus = "bus" + System.nanoTime();
        cloud.eventBridge().bus(bus);
        cloud.eventBridge().rule(bus, "all", "{\"detail\":{\"text\":[{\"exists\":true}]}}", told::add);
        String json = json(Map.of("text", text));

        var reply = SendableClient.of(EventBridgeClient.class, cloud.eventBridge())
                .putEvents(put -> put.entries(PutEventsRequestEntry.builder()
                        .eventBusName(bus)
                        .source("source " + text)
                        .detailType("type " + text)
                        .resources(text)
                        .detail(json)
                        .build()));

        assertThat(reply.failedEntryCount()).isZero();
        assertThat(cloud.awaitIdle(Duration.ofSeconds(30))).isTrue();
        assertThat(told).singleElement().satisfies(event -> assertThat(((Map<?, ?>) parsed(event)).get("detail"))
                .isEqualTo(parsed(json)));
    }

    @Property(tries = 100)
    void shouldPutItems(@ForAll("texts") String text) {
        DynamoDbClient dynamoDb = SendableClient.of(DynamoDbClient.class, cloud.dynamoDb());
        Map<String, AttributeValue> key = Map.of("id", AttributeValue.fromS(text));

        dynamoDb.putItem(put -> put.tableName("items")
                .item(Map.of(
                        "id",
                        AttributeValue.fromS(text),
                        text + "name",
                        AttributeValue.fromM(Map.of("list", AttributeValue.fromSs(List.of(text)))))));

        Map<String, AttributeValue> item =
                dynamoDb.getItem(get -> get.tableName("items").key(key)).item();
        assertThat(EscapedText.unescape(item.get("id").s(), EscapedText::isInUtf8))
                .isEqualTo(text);
        assertThat(item.entrySet())
                .filteredOn(each -> !each.getKey().equals("id"))
                .singleElement()
                .satisfies(each -> {
                    assertThat(EscapedText.unescape(each.getKey(), EscapedText::isInUtf8))
                            .isEqualTo(text + "name");
                    assertThat(EscapedText.unescape(
                                    each.getValue().m().get("list").ss().get(0), EscapedText::isInUtf8))
                            .isEqualTo(text);
                });
    }

    @Property(tries = 100)
    void shouldPutObjects(@ForAll("texts") String text) throws IOException {
        S3Client s3 = SendableClient.of(S3Client.class, cloud.s3());

        s3.putObject(
                put -> put.bucket("bucket")
                        .key(text)
                        .metadata(Map.of("text", text))
                        .contentDisposition(text),
                RequestBody.fromString("x"));

        Map<String, String> metadata =
                s3.headObject(head -> head.bucket("bucket").key(text)).metadata();
        String utf8 = EscapedText.escape(text, EscapedText::isInUtf8);
        assertThat(MimeUtility.decodeText(metadata.get("text"))).isEqualTo(utf8);
        assertThat(s3.listObjectsV2(list -> list.bucket("bucket")).contents())
                .anyMatch(object -> object.key().equals(utf8));
        s3.deleteObject(delete -> delete.bucket("bucket").key(text));
    }

    @Property(tries = 100)
    void shouldSendMail(@ForAll("texts") String text) {
        SendableClient.of(SesClient.class, cloud.ses()).sendEmail(mail -> mail.source("a@example.com")
                .destination(to -> to.toAddresses("b@example.com"))
                .message(message -> message.subject(subject -> subject.data(text))
                        .body(body -> body.text(part -> part.data(text)).html(part -> part.data(text)))));

        assertThat(cloud.ses().mails()).isNotEmpty();
    }

    @Example
    void shouldBeRefusedByTheServices_whenNothingIsEscaped() {
        String url = queues.queue("plain");
        assertThatThrownBy(() ->
                        queues.sendMessage(message -> message.queueUrl(url).messageBody("\uffff")))
                .isInstanceOf(InvalidMessageContentsException.class);
        assertThatThrownBy(() ->
                        cloud.sns().publish(publish -> publish.topicArn(TOPIC).message("\u0001")))
                .isInstanceOf(AwsServiceException.class);
        assertThatThrownBy(() -> cloud.sns()
                        .publish(publish ->
                                publish.topicArn(TOPIC).subject("a\nb").message("x")))
                .isInstanceOf(AwsServiceException.class);
        assertThatThrownBy(() -> cloud.eventBridge()
                        .putEvents(put -> put.entries(PutEventsRequestEntry.builder()
                                .source("s")
                                .detailType("t")
                                .detail("{\"a\":\"\ud83d\"}")
                                .build())))
                .isInstanceOf(SdkClientException.class);
        assertThatThrownBy(() -> cloud.dynamoDb()
                        .putItem(put -> put.tableName("items").item(Map.of("id", AttributeValue.fromS("\ud83d")))))
                .isInstanceOf(SdkClientException.class);
        assertThatThrownBy(() -> cloud.s3()
                        .putObject(
                                put -> put.bucket("bucket").key("k").metadata(Map.of("a", "\u00e9")),
                                RequestBody.fromString("x")))
                .isInstanceOf(AwsServiceException.class);
        assertThatThrownBy(() -> cloud.ses().sendEmail(mail -> mail.source("a@example.com")
                        .destination(to -> to.toAddresses("b@example.com"))
                        .message(message -> message.subject(subject -> subject.data("a\nb"))
                                .body(body -> body.text(part -> part.data("x"))))))
                .isInstanceOf(AwsServiceException.class);
    }

    private static String json(Map<String, ?> value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object parsed(String json) {
        try {
            return JSON.readValue(json, Object.class);
        } catch (IOException e) {
            throw new IllegalStateException(json, e);
        }
    }
}
