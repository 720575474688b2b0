package dev.dromedary.function.trigger.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.function.runtime.Arrival;
import dev.dromedary.function.runtime.BodyFormat;
import dev.dromedary.function.runtime.Endpoints;
import dev.dromedary.function.runtime.Events;
import dev.dromedary.function.runtime.Fields;
import dev.dromedary.function.runtime.InvocationFailedException;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.RecordingRoute;
import dev.dromedary.function.runtime.UnexpectedEventException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

class SqsReaderTest {

    @RegisterExtension
    static final Endpoints ENDPOINTS = new Endpoints();

    private static final String URI = "lambda-sqs:q";
    private static final String S3 = URI + "?unwrap=s3&bucket=" + Events.BUCKET + "&prefix=raw/&suffix=.csv";

    @Test
    void shouldSetTheHeadersOfCamelsOwnConsumer_whenMessageArrives() {
        Map<String, Object> message =
                Fields.objects(Events.event("sqs-standard"), "Records").get(0);

        List<Arrival> arrivals = ENDPOINTS.of(URI).arrivals(message);

        assertThat(arrivals).singleElement().satisfies(arrival -> {
            assertThat(arrival.correlationId()).isEqualTo("059f36b4-87a3-44ab-83d2-661975830a7d");
            assertThat(arrival.ledgerItem()).isEqualTo("059f36b4-87a3-44ab-83d2-661975830a7d");
            assertThat(arrival.body()).isEqualTo("Test message.");
            assertThat(arrival.headers())
                    .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                            Map.entry("CamelAwsSqsMessageId", "059f36b4-87a3-44ab-83d2-661975830a7d"),
                            Map.entry("CamelAwsSqsReceiptHandle", "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a..."),
                            Map.entry("CamelAwsSqsMD5OfBody", "e4e68fb7bd0e697a0ae8f1bb342846b3"),
                            Map.entry(
                                    "CamelAwsSqsAttributes",
                                    Map.of(
                                            MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1",
                                            MessageSystemAttributeName.SENT_TIMESTAMP, "1545082649183",
                                            MessageSystemAttributeName.SENDER_ID, "AIDAIENQZJOLO23YVJ4VO",
                                            MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
                                                    "1545082649185")),
                            Map.entry(
                                    "CamelAwsSqsMessageAttributes",
                                    Map.of(
                                            "myAttribute",
                                            MessageAttributeValue.builder()
                                                    .dataType("String")
                                                    .stringValue("myValue")
                                                    .build())),
                            Map.entry("ApproximateReceiveCount", "1"),
                            Map.entry("SentTimestamp", "1545082649183"),
                            Map.entry("SenderId", "AIDAIENQZJOLO23YVJ4VO"),
                            Map.entry("ApproximateFirstReceiveTimestamp", "1545082649185"),
                            Map.entry("myAttribute", "myValue")));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "String, 7, java.lang.String",
        "String.url, 7, java.lang.String",
        "Number, 007, java.lang.String",
        "Number, 7.5, java.lang.String",
        "Number, 99999999999999999999, java.lang.String",
        "Number.int, 7, java.lang.Integer",
        "Number.long, 7, java.lang.Long",
        "Number.double, 7.5, java.lang.Double",
        "Number.Boolean, 1, java.lang.Boolean",
        "Number.int, much, java.lang.String",
        "Number.money, 7, java.lang.String"
    })
    void shouldReadAttributesByTheirType_whenMessageHasThem(String type, String value, Class<?> expected) {
        Map<String, Object> headers = headers(Map.of("a", Map.of("dataType", type, "stringValue", value)));

        assertThat(headers.get("a")).isExactlyInstanceOf(expected);
    }

    @Test
    void shouldReadBytes_whenAttributeIsBinary() {
        Map<String, Object> headers = headers(Map.of(
                "a", Map.of("dataType", "Binary", "binaryValue", "MTEwMA=="),
                "b", Map.of("dataType", "Binary.gif", "binaryValue", "AA=="),
                "empty", Map.of("dataType", "Binary")));

        assertThat(headers.get("a")).isEqualTo(SdkBytes.fromUtf8String("1100"));
        assertThat(headers.get("b")).isEqualTo(SdkBytes.fromByteArray(new byte[1]));
        assertThat(headers).doesNotContainKey("empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CamelAwsS3Key",
                "camelHttpUri",
                "CAMELFILENAME",
                "org.apache.camel.x",
                "Org.Apache.Camel.X",
                "CamelAwsSqsMessageId"
            })
    void shouldLetNoAttributeSteerCamel_whenItsNameIsCamels(String name) {
        Map<String, Object> attributes = Map.of(name, Map.of("dataType", "String", "stringValue", "evil"));
        Map<String, Object> published = Map.of(
                "Type",
                "Notification",
                "MessageId",
                "n",
                "Message",
                "x",
                "MessageAttributes",
                Map.of(name, Map.of("Type", "String", "Value", "evil")));

        Map<String, Object> own = headers(attributes);
        Map<String, Object> carried = arrivals(URI + "?unwrap=sns", JsonDocument.write(published))
                .get(0)
                .headers();

        assertThat(own.values()).doesNotContain("evil");
        assertThat(carried.values()).doesNotContain("evil");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ApproximateReceiveCount", "approximatereceivecount"})
    void shouldBelieveTheQueue_whenSenderClaimsToKnowBetter(String name) {
        assertThat(headers(Map.of(name, Map.of("dataType", "String", "stringValue", "99"))))
                .containsEntry("ApproximateReceiveCount", "2")
                .doesNotContainValue("99");
    }

    @Test
    void shouldKeepTheKey_whenAttributeIsNamedAsItsHeader() {
        Map<String, Object> message =
                new LinkedHashMap<>(Events.message("m", null, Events.created("raw/$%7Bbody%7D.csv")));
        message.put("messageAttributes", Map.of("OBJECTKEY", Map.of("dataType", "String", "stringValue", "evil")));

        Arrival arrival = ENDPOINTS.of(S3).arrivals(message).get(0);

        assertThat(arrival.headers()).containsEntry("CamelAwsS3Key", "raw/${body}.csv");
    }

    @Test
    void shouldTellWhatHappened_whenTheMessageCarriesADeletion() {
        Map<String, Object> message = Events.message("m", null, Events.event("s3-delete-marker"));

        assertThat(ENDPOINTS.of(S3).arrivals(message)).isEmpty();
        assertThat(ENDPOINTS.of(S3 + "&events=created,deleted").arrivals(message))
                .extracting(Arrival::change)
                .containsExactly("deleted");
    }

    @Test
    void shouldParseTheBody_whenFormatIsJson() {
        String uri = URI + "?format=json";

        assertThat(arrivals(uri, "{\"a\": [1, 2.5]}").get(0).body())
                .isEqualTo(Map.of("a", List.of(1, new BigDecimal("2.5"))));
        assertThat(arrivals(uri, "[7]").get(0).body()).isEqualTo(List.of(7));
        assertThatThrownBy(() -> arrivals(uri, "{\"a\":\n 1,}"))
                .isInstanceOf(UnexpectedEventException.class)
                .hasMessageContaining("Expected JSON, but text that is none")
                .hasMessageContaining("at line 2, column");
        assertThatThrownBy(() -> arrivals(uri, " ")).hasMessage("Expected JSON, but nothing came.");
    }

    @Test
    void shouldYieldWhatLambdaEventWould_whenMessageCarriesAnEvent() {
        String event = Events.text("custom-event");
        Arrival direct = ENDPOINTS
                .of("lambda-eventbridge:default?source=health.data.ingestor")
                .arrivals(JsonDocument.parse(event))
                .get(0);

        Arrival arrival = arrivals(URI + "?unwrap=event", event).get(0);

        assertThat(arrival.correlationId()).isEqualTo(direct.correlationId());
        assertThat(arrival.ledgerItem()).isEqualTo(direct.ledgerItem());
        assertThat(arrival.body()).isEqualTo(direct.body());
        assertThat(arrival.headers()).containsAllEntriesOf(direct.headers()).containsEntry("CamelAwsSqsMessageId", "m");
    }

    @Test
    void shouldYieldWhatLambdaS3Would_whenMessageCarriesNewsOfObjects() {
        Map<String, Object> news = Map.of(
                "Records",
                List.of(
                        record("raw/a.csv"),
                        Map.of("eventSource", "aws:s3", "eventName", "ObjectCreated:Put"),
                        record("raw/b.txt"),
                        record("raw/c.csv")));
        Map<String, Object> message = Events.message("m", null, news);
        List<String> keys = new ArrayList<>();
        List<String> failures = new ArrayList<>();

        for (Map<String, Object> part : ENDPOINTS.of(S3).parts(message)) {
            try {
                ENDPOINTS.of(S3).arrivals(part).forEach(arrival -> {
                    assertThat(arrival.headers()).containsEntry("CamelAwsSqsMessageId", "m");
                    assertThat(arrival.correlationId()).isEqualTo(arrival.ledgerItem() + "@01");
                    keys.add(arrival.name());
                });
            } catch (UnexpectedEventException e) {
                failures.add(e.getMessage());
            }
        }

        assertThat(keys).containsExactly("a", "c");
        assertThat(failures).singleElement().asString().contains("without s3.bucket.name");
    }

    @Test
    void shouldYieldWhatWasPublished_whenMessageCarriesANotification() {
        Map<String, Object> notification = Map.of(
                "Type",
                "Notification",
                "MessageId",
                "n",
                "TopicArn",
                "arn:t",
                "Subject",
                "Hello",
                "Message",
                "{\"a\":1}",
                "MessageAttributes",
                Map.of(
                        "n", Map.of("Type", "Number", "Value", "7"),
                        "b", Map.of("Type", "Binary", "Value", "AA==")));

        Arrival arrival = arrivals(URI + "?unwrap=sns&format=json", JsonDocument.write(notification))
                .get(0);

        assertThat(arrival.correlationId()).isEqualTo("n");
        assertThat(arrival.ledgerItem()).isEqualTo("n");
        assertThat(arrival.body()).isEqualTo(Map.of("a", 1));
        assertThat(arrival.headers())
                .containsEntry("CamelAwsSqsMessageId", "m")
                .containsEntry("TopicArn", "arn:t")
                .containsEntry("Subject", "Hello")
                .containsEntry("n", "7")
                .containsEntry("b", SdkBytes.fromByteArray(new byte[1]));
    }

    @Test
    void shouldRefuseTheMessage_whenItIsNoNotification() {
        assertThatThrownBy(() -> arrivals(URI + "?unwrap=sns", "{\"a\":1}"))
                .hasMessage("Expected an SNS notification (fields Type, MessageId and Message) in the message, but a"
                        + " document with the fields a came.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kinesis | a record of aws:kinesis",
                "s3-created | a record of aws:s3",
                "sns-s3-news | a record of aws:sns",
                "custom-event | a document with the fields account, detail, detail-type, id, region, resources, source, time"
            })
    void shouldFailInOneSentence_whenEventIsOfAnotherService(String event, String came) throws Exception {
        try (RecordingRoute route = RecordingRoute.start(URI)) {
            assertThatThrownBy(() -> route.invoke(Events.event(event)))
                    .isInstanceOf(InvocationFailedException.class)
                    .hasMessage("recording failed: the event: Expected messages of an SQS queue (Records of eventSource"
                            + " aws:sqs), but " + came + " came.");
            assertThat(route.exchanges()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"Records\":[]}"})
    void shouldDoNothing_whenThereIsNoMessage(String event) throws Exception {
        try (RecordingRoute route = RecordingRoute.start(URI)) {
            assertThat(route.invoke(JsonDocument.parse(event))).isEqualTo(Map.of("batchItemFailures", List.of()));
            assertThat(route.exchanges()).isEmpty();
        }
    }

    @Test
    void shouldFailTheWholeBatch_whenMessageHasNoId() throws Exception {
        try (RecordingRoute route = RecordingRoute.start(URI)) {
            Map<String, Object> message = Map.of("eventSource", "aws:sqs", "body", "x");

            assertThat(JsonDocument.write(route.invoke(Events.batch(List.of(message)))))
                    .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":null}]}");
        }
    }

    @Test
    void shouldGiveBackInsteadOfWaiting_whenAnotherRunHasTheMessage() throws Exception {
        try (RecordingRoute route = RecordingRoute.start(URI)) {
            route.invoke(Events.event("sqs-standard"));

            assertThat(route.exchanges()).hasSize(2).allSatisfy(seen -> assertThat(seen.properties())
                    .containsEntry("waitsInPlace", false));
        }
    }

    @ParameterizedTest
    @EnumSource(LambdaSqsEndpoint.Unwrap.class)
    void shouldPrime_whateverTheMessagesCarry(LambdaSqsEndpoint.Unwrap unwrap) throws Exception {
        String uri = URI + "?format=json&bucket=b&unwrap=" + unwrap;
        try (RecordingRoute route = RecordingRoute.start(uri)) {
            assertThat(route.invoke(ENDPOINTS.of(uri).sample())).isEqualTo(Map.of("batchItemFailures", List.of()));
            assertThat(route.exchanges()).hasSize(1);
        }
    }

    @Test
    void shouldNeedNoRule_whenLambdaReadsTheQueue() {
        assertThat(ENDPOINTS.of(URI).eventPattern()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lambda-sqs | lambda-sqs needs the name of a queue behind it, such as lambda-sqs:orders",
                "lambda-sqs:q?unwrap=s3 | lambda-sqs with unwrap=s3 needs the option bucket, the name of the objects' bucket",
                "lambda-sqs:q?format=bytes | a message is text",
                "lambda-sqs:q?batchSize=0 | The option batchSize of lambda-sqs is 0; it has to be 1 to 10000",
                "lambda-sqs:q?batchSize=10001&batchWindow=1 | it has to be 1 to 10000",
                "lambda-sqs:q?batchSize=11 | with more than 10, batchWindow has to be at least 1",
                "lambda-sqs:q.fifo?batchSize=11&batchWindow=1 | it has to be 1 to 10",
                "lambda-sqs:q.fifo?batchWindow=1 | The option batchWindow of lambda-sqs is 1; it has to be 0 to 0",
                "lambda-sqs:q?batchWindow=301 | it has to be 0 to 300",
                "lambda-sqs:q?maximumConcurrency=1 | it has to be 2 to 1000",
                "lambda-sqs:q?maxReceiveCount=0 | it has to be 1 to 1000",
                "lambda-sqs:q?timeout=60&visibilityTimeout=59 | it has to be 60 to 43200"
            })
    void shouldSayItInOneSentence_whenAwsWouldRefuse(String uri, String sentence) {
        assertThatThrownBy(() -> ENDPOINTS.of(uri)).rootCause().hasMessageContaining(sentence);
    }

    @Test
    void shouldHaveWhatIsUsual_whenNothingElseIsSaid() {
        LambdaSqsEndpoint endpoint = ENDPOINTS.of(URI, LambdaSqsEndpoint.class);

        assertThat(endpoint.getMapping().getBatchSize()).isEqualTo(10);
        assertThat(endpoint.getFormat()).isEqualTo(BodyFormat.text);
        assertThat(endpoint.getMaxReceiveCount()).isEqualTo(5);
    }

    private Map<String, Object> headers(Map<String, Object> attributes) {
        Map<String, Object> message = new LinkedHashMap<>(Events.message("m", null, "x"));
        message.put("attributes", Map.of("ApproximateReceiveCount", "2"));
        message.put("messageAttributes", attributes);
        Map<String, Object> headers =
                new LinkedHashMap<>(ENDPOINTS.of(URI).arrivals(message).get(0).headers());
        // Holds them all, for steps that ask for it by name.
        headers.remove("CamelAwsSqsMessageAttributes");
        return headers;
    }

    private List<Arrival> arrivals(String uri, String body) {
        return ENDPOINTS.of(uri).arrivals(Events.message("m", null, body));
    }

    private static Object record(String key) {
        return Fields.objects(Events.created(key), "Records").get(0);
    }
}
