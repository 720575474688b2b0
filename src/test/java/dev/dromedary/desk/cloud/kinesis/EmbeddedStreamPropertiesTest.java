package dev.dromedary.desk.cloud.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.source.Feed;
import dev.dromedary.desk.source.TriggerSource;
import dev.dromedary.function.runtime.BatchResult;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.LambdaEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/** Whatever fails, every record is processed or kept, in order, after finitely many attempts. */
class EmbeddedStreamPropertiesTest {

    private CamelContext context;
    private Path folder;
    private final List<String> processed = new ArrayList<>();
    private int invocations;

    @BeforeProperty
    void open() throws IOException {
        context = new DefaultCamelContext();
        folder = Files.createTempDirectory("streams");
    }

    @AfterProperty
    void close() throws IOException {
        context.stop();
        Files.deleteIfExists(failedFile());
        Files.delete(folder);
    }

    private Path failedFile() {
        return folder.resolve("s-failed.ndjson");
    }

    @Property(tries = 300)
    void shouldKeepJustTheFailedOnes_whenTheyAreReported(
            @ForAll @IntRange(min = 1, max = 40) int count,
            @ForAll @Size(max = 12) Set<@IntRange(min = 1, max = 40) Integer> bad,
            @ForAll @IntRange(min = 1, max = 15) int batchSize,
            @ForAll @IntRange(max = 3) int retries) {
        StreamCounts counts = run(count, batchSize, retries, true, event -> report(event, bad));

        assertThatOnlyTheFailedAreKept(counts, count, bad, retries);
    }

    @Property(tries = 300)
    void shouldKeepJustTheFailedOnes_whenTheFunctionOnlyThrows(
            @ForAll @IntRange(min = 1, max = 40) int count,
            @ForAll @Size(max = 12) Set<@IntRange(min = 1, max = 40) Integer> bad,
            @ForAll @IntRange(min = 1, max = 15) int batchSize,
            @ForAll @IntRange(max = 3) int retries) {
        StreamCounts counts = run(count, batchSize, retries, true, event -> fail(event, bad));

        assertThatOnlyTheFailedAreKept(counts, count, bad, retries);
    }

    @Property(tries = 300)
    void shouldKeepTheRestOfTheBatch_whenItIsNotCut(
            @ForAll @IntRange(min = 1, max = 40) int count,
            @ForAll @Size(max = 12) Set<@IntRange(min = 1, max = 40) Integer> bad,
            @ForAll @IntRange(min = 1, max = 15) int batchSize,
            @ForAll @IntRange(max = 3) int retries) {
        StreamCounts counts = run(count, batchSize, retries, false, event -> report(event, bad));

        List<String> good = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        for (int first = 1; first <= count; first += batchSize) {
            boolean failed = false;
            for (int i = first; i < first + batchSize && i <= count; i++) {
                failed |= bad.contains(i);
                (failed ? kept : good).add(Integer.toString(i));
            }
        }
        assertThat(processed).isEqualTo(good);
        assertThat(kept()).isEqualTo(kept);
        assertThat(counts.processed()).isEqualTo(good.size());
        assertThat(counts.givenUp()).isEqualTo(kept.size());
    }

    private void assertThatOnlyTheFailedAreKept(StreamCounts counts, int count, Set<Integer> bad, int retries) {
        List<String> good = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            (bad.contains(i) ? kept : good).add(Integer.toString(i));
        }
        assertThat(processed).isEqualTo(good);
        assertThat(kept()).isEqualTo(kept);
        assertThat(counts.processed()).isEqualTo(good.size());
        assertThat(counts.givenUp()).isEqualTo(kept.size());
        // Alone it is tried so often; before that it is cut off, in at most 2 log 15 steps.
        assertThat(invocations)
                .isGreaterThanOrEqualTo(kept.size() * (retries + 1))
                .isLessThanOrEqualTo(count + kept.size() * (retries + 9));
    }

    private StreamCounts run(
            int count, int batchSize, int retries, boolean bisect, UnaryOperator<Map<String, Object>> function) {
        processed.clear();
        invocations = 0;
        try {
            Files.deleteIfExists(failedFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        LambdaEndpoint endpoint = context.getEndpoint(
                "lambda-kinesis:s?batchSize=" + batchSize + "&maximumRetryAttempts=" + retries + "&bisect=" + bisect,
                LambdaEndpoint.class);
        EmbeddedStreams streams = new EmbeddedStreams(folder, "us-east-1", null);
        streams.read((Feed.Records) TriggerSource.feedOf(endpoint), "x-read", event -> {
            invocations++;
            return new BatchResult(function.apply(event), List.of(), Map.of());
        });
        for (int i = 1; i <= count; i++) {
            streams.stream("s").put(Integer.toString(i).getBytes(StandardCharsets.UTF_8), Integer.toString(i));
        }
        streams.stream("s").flush();
        return streams.counts().get(0);
    }

    /** Stops at the first record that is bad, as the consumer does. */
    private Map<String, Object> report(Map<String, Object> event, Set<Integer> bad) {
        for (Map<String, Object> kinesis : records(event)) {
            String key = kinesis.get("partitionKey").toString();
            if (bad.contains(Integer.valueOf(key))) {
                return Map.of("batchItemFailures", List.of(Map.of("itemIdentifier", kinesis.get("sequenceNumber"))));
            }
            processed.add(key);
        }
        return Map.of("batchItemFailures", List.of());
    }

    private Map<String, Object> fail(Map<String, Object> event, Set<Integer> bad) {
        List<String> keys = records(event).stream()
                .map(kinesis -> kinesis.get("partitionKey").toString())
                .toList();
        if (keys.stream().anyMatch(key -> bad.contains(Integer.valueOf(key)))) {
            throw new IllegalStateException("bad");
        }
        processed.addAll(keys);
        return Map.of();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> records(Map<String, Object> event) {
        return ((List<Map<String, Object>>) event.get("Records"))
                .stream()
                        .map(record -> (Map<String, Object>) record.get("kinesis"))
                        .toList();
    }

    private List<String> kept() {
        try {
            return Files.notExists(failedFile())
                    ? List.of()
                    : Files.readAllLines(failedFile()).stream()
                            .map(line -> JsonDocument.parse(line).get("payload").toString())
                            .flatMap(payload -> records(JsonDocument.parse(payload)).stream())
                            .map(kinesis -> kinesis.get("partitionKey").toString())
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
