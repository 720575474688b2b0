package dev.dromedary.desk.cloud.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.desk.cloud.s3.EmbeddedS3;
import dev.dromedary.desk.source.Feed;
import dev.dromedary.desk.source.TriggerSource;
import dev.dromedary.function.runtime.BatchResult;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.LambdaEndpoint;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.S3Object;

class EmbeddedStreamTest {

    @TempDir
    Path folder;

    private final CamelContext context = new DefaultCamelContext();
    private final List<Map<String, Object>> events = new ArrayList<>();

    @AfterEach
    void stop() {
        context.stop();
    }

    private Feed.Records endpoint(String options) {
        return (Feed.Records) TriggerSource.feedOf(
                context.getEndpoint("lambda-kinesis:lambda-stream?" + options, LambdaEndpoint.class));
    }

    private EmbeddedStream read(String options) {
        EmbeddedStreams streams = new EmbeddedStreams(folder, "us-east-2", null);
        streams.read(endpoint(options), "x-read", event -> {
            events.add(event);
            return new BatchResult(Map.of(), List.of(), Map.of());
        });
        return streams.stream("lambda-stream");
    }

    private List<Integer> sizes() {
        return events.stream()
                .map(event -> ((List<?>) event.get("Records")).size())
                .toList();
    }

    @Test
    @SuppressWarnings("unchecked")
    void shouldBeAsAws_whenARecordBecomesAnEvent() throws Exception {
        Map<String, Object> expected = ((List<Map<String, Object>>)
                        JsonDocument.parse(Files.readString(Path.of("src/test/resources/events/kinesis-two.json")))
                                .get("Records"))
                .get(0);
        expected.put("eventID", StreamRecord.SHARD + ":49590338271490256608559692538361571095921575989136588898");
        expected.put("invokeIdentityArn", "arn:aws:iam::000000000000:role/lambda-role");
        expected.put("eventSourceARN", "arn:aws:kinesis:us-east-2:000000000000:stream/lambda-stream");
        StreamRecord record = new StreamRecord(
                "49590338271490256608559692538361571095921575989136588898",
                "1",
                bytes("Hello, this is a test."),
                Instant.parse("2018-12-17T22:10:50.987Z"));

        Map<String, Object> document = record.document("lambda-stream", "us-east-2", "lambda-role");

        assertThat(JsonDocument.parse(JsonDocument.write(document))).isEqualTo(expected);
        assertThat(((Map<String, Object>) expected.get("kinesis")).get("approximateArrivalTimestamp"))
                .isEqualTo(new BigDecimal("1545084650.987"));
    }

    @Test
    void shouldDeliverWhatIsLeft_whenTheBatchIsNotFull() {
        EmbeddedStream stream = read("batchSize=2");

        String first = stream.put(bytes("a"), "1");
        String second = stream.put(bytes("b"), "1");
        stream.put(bytes("c"), "1");
        assertThat(sizes()).containsExactly(2);
        stream.flush();

        assertThat(sizes()).containsExactly(2, 1);
        assertThat(first).hasSize(56).isLessThan(second);
    }

    @Test
    void shouldDeliverBeforeTheBatchIsFull_whenItWouldBeMoreThanLambdaTakes() {
        EmbeddedStream stream = read("batchSize=100");

        for (int i = 0; i < 9; i++) {
            stream.put(new byte[EmbeddedStream.LARGEST_RECORD], "1");
        }
        stream.flush();

        assertThat(sizes()).containsExactly(4, 4, 1);
        assertThat(events)
                .allSatisfy(event -> assertThat(JsonDocument.write(event)).hasSizeLessThan(6 * 1024 * 1024));
    }

    @Test
    void shouldWriteAwssDocument_whenThereIsABucketForFailures() throws Exception {
        try (EmbeddedS3 s3 = new EmbeddedS3(folder.resolve("s3"), change -> {})) {
            s3.createBucket(request -> request.bucket("failed"));
            EmbeddedStreams streams = new EmbeddedStreams(folder, "us-east-1", s3);
            streams.read(endpoint("onFailure=failed&maximumRetryAttempts=1"), "x-read", event -> {
                throw new IllegalStateException("bad");
            });
            String number = streams.stream("lambda-stream").put(bytes("a"), "1");
            streams.stream("lambda-stream").flush();

            List<S3Object> objects =
                    s3.listObjectsV2(request -> request.bucket("failed")).contents();
            assertThat(objects).singleElement().satisfies(object -> assertThat(object.key())
                    .matches("aws/lambda/[0-9a-f-]{36}/shardId-000000000000/\\d{4}/\\d\\d/\\d\\d/"
                            + "\\d{4}-\\d\\d-\\d\\dT\\d\\d\\.\\d\\d\\.\\d\\d-[0-9a-f-]{36}"));
            Map<String, Object> document = JsonDocument.parse(s3.getObjectAsBytes(request ->
                            request.bucket("failed").key(objects.get(0).key()))
                    .asUtf8String());
            assertThat(document.get("requestContext").toString())
                    .contains("condition=RetryAttemptsExhausted", "approximateInvokeCount=2", "function:x-read");
            assertThat(document.get("KinesisBatchInfo").toString())
                    .contains("startSequenceNumber=" + number, "endSequenceNumber=" + number, "batchSize=1");
            assertThat(document.get("payload").toString()).contains("\"data\":\"YQ==\"");
            assertThat(streams.counts()).singleElement().satisfies(counts -> assertThat(counts.place())
                    .startsWith("s3://failed/aws/lambda/"));
            assertThat(folder.resolve("lambda-stream-failed.ndjson")).doesNotExist();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "../x", "a\nb"})
    void shouldRefuseTheName_whenItIsImpossible(String name) {
        EmbeddedStreams streams = new EmbeddedStreams(folder, "us-east-1", null);

        assertThatThrownBy(() -> streams.stream(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("can't be the name of a stream");
    }

    @Test
    void shouldRefuseTheRecord_whenKinesisWould() {
        EmbeddedStream stream = read("batchSize=2");

        assertThatThrownBy(() -> stream.put(new byte[EmbeddedStream.LARGEST_RECORD + 1], "1"))
                .hasMessageContaining("1048577 bytes");
        assertThatThrownBy(() -> stream.put(bytes("a"), "")).hasMessageContaining("partition key");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
