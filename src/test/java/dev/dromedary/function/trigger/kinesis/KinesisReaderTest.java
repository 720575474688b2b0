package dev.dromedary.function.trigger.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.function.runtime.Arrival;
import dev.dromedary.function.runtime.BodyFormat;
import dev.dromedary.function.runtime.Endpoints;
import dev.dromedary.function.runtime.Events;
import dev.dromedary.function.runtime.Fields;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.InvocationFailedException;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.runtime.RecordingRoute;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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

class KinesisReaderTest {

    @RegisterExtension
    static final Endpoints ENDPOINTS = new Endpoints();

    private static final String URI = "lambda-kinesis:s";
    private static final String SHARD = "shardId-000000000006:";

    @Test
    void shouldSetTheHeadersOfCamelsOwnConsumer_whenRecordArrives() {
        Map<String, Object> record =
                Fields.objects(Events.event("kinesis"), "Records").get(0);
        String id = SHARD + "49590338271490256608559692538361571095921575989136588898";

        List<Arrival> arrivals = ENDPOINTS.of(URI).arrivals(record);

        assertThat(arrivals).singleElement().satisfies(arrival -> {
            assertThat(arrival.correlationId()).isEqualTo(id);
            assertThat(arrival.ledgerItem()).isEqualTo(id);
            assertThat(arrival.body()).isEqualTo(bytes("Hello, this is a test."));
            assertThat(arrival.headers())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "CamelAwsKinesisSequenceNumber",
                            "49590338271490256608559692538361571095921575989136588898",
                            "CamelAwsKinesisApproximateArrivalTimestamp",
                            Instant.parse("2018-12-17T22:10:50.987Z"),
                            "CamelAwsKinesisPartitionKey",
                            "1",
                            "CamelAwsKinesisShardId",
                            "shardId-000000000006",
                            "CamelMessageTimestamp",
                            1545084650000L));
        });
    }

    @Test
    void shouldYieldEachInOrder_whenProducerPackedThem() throws Exception {
        byte[] packed = Aggregates.pack(
                List.of(new Aggregates.Given("k", bytes("one")), new Aggregates.Given("l", bytes("two"))));
        try (RecordingRoute route = RecordingRoute.start(URI + "?format=text")) {
            route.invoke(Events.batch(List.of(Events.record("7", packed), Events.record("8", bytes("three")))));

            assertThat(route.exchanges())
                    .extracting(seen -> seen.properties().get("correlationId"))
                    .containsExactly(SHARD + "7.0", SHARD + "7.1", SHARD + "8");
            assertThat(route.exchanges())
                    .extracting(seen -> seen.headers().get("CamelAwsKinesisPartitionKey"))
                    .containsExactly("k", "l", "p");
            assertThat(route.exchanges())
                    .extracting(seen -> seen.headers().get("CamelAwsKinesisSequenceNumber"))
                    .containsExactly("7", "7", "8");
            assertThat(route.exchanges())
                    .allSatisfy(seen -> assertThat(seen.properties()).containsEntry("waitsInPlace", true));
        }
    }

    @Test
    void shouldWorkUpToTheOneThatCannotBeRead_whenProducerPackedThem() throws Exception {
        byte[] packed = Aggregates.pack(List.of(
                new Aggregates.Given("k", bytes("{}")),
                new Aggregates.Given("k", bytes("{")),
                new Aggregates.Given("k", bytes("{}"))));
        try (RecordingRoute route = RecordingRoute.start(URI + "?format=json")) {
            Map<String, Object> reply =
                    route.invoke(Events.batch(List.of(Events.record("7", packed), Events.record("8", bytes("{}")))));

            assertThat(reply).isEqualTo(Map.of("batchItemFailures", List.of(Map.of("itemIdentifier", "7"))));
            assertThat(route.exchanges())
                    .extracting(seen -> seen.properties().get("correlationId"))
                    .containsExactly(SHARD + "7.0");
        }
    }

    @Test
    void shouldReadTheBody_whenFormatSaysHow() {
        Map<String, Object> record = Events.record("7", bytes("{\"a\": \"ä\"}"));

        assertThat(ENDPOINTS.of(URI + "?format=text").arrivals(record).get(0).body())
                .isEqualTo("{\"a\": \"ä\"}");
        assertThat(ENDPOINTS.of(URI + "?format=json").arrivals(record).get(0).body())
                .isEqualTo(Map.of("a", "ä"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void shouldSayWhere_whenTextIsNotUtf8(String format) {
        Map<String, Object> record = Events.record("7", new byte[] {'"', 'a', (byte) 0xE4, '"'});
        LambdaEndpoint endpoint = ENDPOINTS.of(URI + "?format=" + format);

        assertThatThrownBy(() -> endpoint.arrivals(record))
                .hasMessage("Expected text in UTF-8, but bytes that are none (at byte 2) came.");
    }

    @Test
    void shouldSayWhere_whenTextEndsInsideACharacter() {
        Map<String, Object> record = Events.record("7", new byte[] {'a', (byte) 0xC3});
        LambdaEndpoint endpoint = ENDPOINTS.of(URI + "?format=text");

        assertThatThrownBy(() -> endpoint.arrivals(record)).hasMessageContaining("(at byte 1)");
    }

    @ParameterizedTest
    @CsvSource({"data, without data", "sequenceNumber, without sequenceNumber", "partitionKey, without partitionKey"})
    void shouldRefuseTheRecord_whenFieldIsMissing(String field, String came) {
        Map<String, Object> record = new LinkedHashMap<>(Events.record("7", bytes("x")));
        Map<String, Object> kinesis = new LinkedHashMap<>(Fields.object(record, "kinesis"));
        kinesis.remove(field);
        record.put("kinesis", kinesis);

        assertThatThrownBy(() -> ENDPOINTS.of(URI).arrivals(record)).hasMessageContaining(came);
    }

    @Test
    void shouldReturnTheRecord_whenItsDataIsNotBase64() throws Exception {
        Map<String, Object> record = new LinkedHashMap<>(Events.record("7", bytes("x")));
        record.put("kinesis", Map.of("sequenceNumber", "7", "partitionKey", "p", "data", "?"));
        try (RecordingRoute route = RecordingRoute.start(URI)) {
            assertThat(route.invoke(Events.batch(List.of(record))))
                    .isEqualTo(Map.of("batchItemFailures", List.of(Map.of("itemIdentifier", "7"))));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sqs-standard | a record of aws:sqs",
                "sqs-fifo | a record of aws:sqs",
                "s3-created | a record of aws:s3"
            })
    void shouldFailInOneSentence_whenEventIsOfAnotherService(String event, String came) throws Exception {
        try (RecordingRoute route = RecordingRoute.start(URI)) {
            assertThatThrownBy(() -> route.invoke(Events.event(event)))
                    .isInstanceOf(InvocationFailedException.class)
                    .hasMessage("recording failed: the event: Expected records of a Kinesis stream (Records of"
                            + " eventSource aws:kinesis), but " + came + " came.");
            assertThat(route.exchanges()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"Records\":[]}"})
    void shouldDoNothing_whenThereIsNoRecord(String event) throws Exception {
        try (RecordingRoute route = RecordingRoute.start(URI)) {
            assertThat(route.invoke(JsonDocument.parse(event))).isEqualTo(Map.of("batchItemFailures", List.of()));
            assertThat(route.exchanges()).isEmpty();
        }
    }

    @Test
    void shouldWorkOnAll_whenNoneFails() throws Exception {
        try (RecordingRoute route = RecordingRoute.start(URI)) {
            assertThat(route.invoke(Events.event("kinesis-two"))).isEqualTo(Map.of("batchItemFailures", List.of()));
            assertThat(route.exchanges()).hasSize(2);
        }
    }

    @Test
    void shouldGiveBackTheFirst_whenTimeIsUp() throws Exception {
        Invocation over =
                new Invocation("r", Instant.now().minusSeconds(1), Instant.now().plusSeconds(4));
        try (RecordingRoute route = RecordingRoute.start(URI)) {
            assertThat(route.consumer().invoke(Events.event("kinesis-two"), over))
                    .isEqualTo(Map.of(
                            "batchItemFailures",
                            List.of(Map.of(
                                    "itemIdentifier", "49590338271490256608559692538361571095921575989136588898"))));
            assertThat(route.exchanges()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(BodyFormat.class)
    void shouldPrime_whateverTheFormat(BodyFormat format) throws Exception {
        String uri = URI + "?format=" + format;
        try (RecordingRoute route = RecordingRoute.start(uri)) {
            assertThat(route.invoke(ENDPOINTS.of(uri).sample())).isEqualTo(Map.of("batchItemFailures", List.of()));
            assertThat(route.exchanges()).hasSize(1);
        }
    }

    @Test
    void shouldHaveWhatIsUsual_whenNothingElseIsSaid() {
        LambdaKinesisEndpoint endpoint = ENDPOINTS.of(URI, LambdaKinesisEndpoint.class);

        assertThat(endpoint.getBatchSize()).isEqualTo(100);
        assertThat(endpoint.getFormat()).isEqualTo(BodyFormat.bytes);
        assertThat(endpoint.getMaximumRetryAttempts()).isEqualTo(5);
        assertThat(endpoint.getMaximumRecordAge()).isEqualTo(86400);
        assertThat(endpoint.isBisect()).isTrue();
        assertThat(endpoint.getIteratorType()).isEqualTo(LambdaKinesisEndpoint.IteratorType.TRIM_HORIZON);
        assertThat(endpoint.eventPattern()).isEmpty();
    }

    @Test
    void shouldAcceptNoLimit_whenRecordsAreNeverGivenUp() {
        assertThat(ENDPOINTS
                        .of(URI + "?maximumRecordAge=-1", LambdaKinesisEndpoint.class)
                        .getMaximumRecordAge())
                .isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lambda-kinesis | lambda-kinesis needs the name of a stream behind it, such as lambda-kinesis:orders",
                "lambda-kinesis:s?batchSize=10001 | it has to be 1 to 10000",
                "lambda-kinesis:s?batching=true&parallelizationFactor=2 | parallelizationFactor has to be 1",
                "lambda-kinesis:s?batchWindow=301 | it has to be 0 to 300",
                "lambda-kinesis:s?parallelizationFactor=11 | it has to be 1 to 10",
                "lambda-kinesis:s?maximumRetryAttempts=-1 | it has to be 0 to 10000",
                "lambda-kinesis:s?maximumRecordAge=59 | it has to be 60 to 604800"
            })
    void shouldSayItInOneSentence_whenAwsWouldRefuse(String uri, String sentence) {
        assertThatThrownBy(() -> ENDPOINTS.of(uri)).rootCause().hasMessageContaining(sentence);
    }

    @Test
    void shouldBeOneExchange_whenRecordsAreBatched() throws Exception {
        byte[] packed = Aggregates.pack(
                List.of(new Aggregates.Given("k", bytes("{\"a\":1}")), new Aggregates.Given("l", bytes("no JSON"))));
        Map<String, Object> event =
                Events.batch(List.of(Events.record("7", packed), Events.record("8", new byte[] {(byte) 0xff})));

        List<Arrival> arrivals =
                ENDPOINTS.of(URI + "?format=json&batching=true").arrivals(event);

        assertThat(arrivals).singleElement().satisfies(arrival -> {
            assertThat(arrival.correlationId()).isEqualTo(SHARD + "7");
            assertThat(arrival.headers()).containsEntry("CamelAwsKinesisShardId", "shardId-000000000006");
            List<String> places = new ArrayList<>();
            List<Object> data = new ArrayList<>();
            for (Object entry : (List<?>) arrival.body()) {
                Map<?, ?> record = (Map<?, ?>) entry;
                places.add(record.get("sequenceNumber") + "." + record.get("index") + " " + record.get("partitionKey"));
                data.add(record.get("data"));
            }
            assertThat(places).containsExactly("7.0 k", "7.1 l", "8.0 p");
            assertThat(data).containsExactly(Map.of("a", 1), "no JSON", new byte[] {(byte) 0xff});
        });
    }

    @Test
    void shouldFailTheWholeBatch_whenItIsOneExchange() throws Exception {
        try (RecordingRoute route = RecordingRoute.start(URI + "?batching=true")) {
            route.onEach(exchange -> {
                throw new IllegalStateException("No");
            });

            assertThatThrownBy(() -> route.invoke(Events.event("kinesis-two")))
                    .isInstanceOf(InvocationFailedException.class);
            assertThatThrownBy(() -> route.invoke(Events.event("s3-created")))
                    .isInstanceOf(InvocationFailedException.class)
                    .hasMessageContaining("records of a Kinesis stream");
            assertThat(route.invoke(Map.of("Records", List.of()))).containsEntry("outcomes", List.of());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
