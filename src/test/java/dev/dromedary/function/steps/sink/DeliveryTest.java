package dev.dromedary.function.steps.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.function.ledger.Backoff;
import dev.dromedary.function.records.Limits;
import dev.dromedary.function.records.Row;
import dev.dromedary.function.records.RowReader;
import dev.dromedary.function.records.TableSchema;
import dev.dromedary.function.steps.DeadlineExceededException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** A batch on its way to a service that is busy at times. */
class DeliveryTest {

    private static final TableSchema SCHEMA = TableSchema.of(
            "test", Map.of("fields", List.of(Map.of("name", "group"), Map.of("name", "size", "type", "integer"))));

    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** Takes three records, of 100 bytes in all. */
    private static final class Scripted implements Sink<String> {

        private final List<List<Long>> calls = new ArrayList<>();
        private final List<Function<List<Entry<String>>, List<Untaken<String>>>> answers = new ArrayList<>();
        private boolean parallel;

        /** Of the next call some records, by number of their row, don't arrive. */
        Scripted untaken(boolean refused, Long... numbers) {
            answers.add(entries -> entries.stream()
                    .filter(entry -> Set.of(numbers).contains(entry.row().number()))
                    .map(entry -> new Untaken<>(entry, "Busy", "a sentence", refused))
                    .toList());
            return this;
        }

        @Override
        public Size most() {
            return new Size(3, 100);
        }

        @Override
        public boolean parallel() {
            return parallel;
        }

        @Override
        public Optional<Entry<String>> entry(Row row, int index) {
            return Optional.of(
                    new Entry<>(row, index, row.get("group"), Integer.parseInt(row.get("size")), row.get("group")));
        }

        @Override
        public synchronized List<Untaken<String>> send(List<Entry<String>> entries) {
            calls.add(entries.stream().map(entry -> entry.row().number()).toList());
            return answers.isEmpty() ? List.of() : answers.remove(0).apply(entries);
        }
    }

    private static List<Row> rows(String... lines) {
        byte[] file = ("group,size\n" + String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        RowReader reader = new RowReader(new ByteArrayInputStream(file), SCHEMA, Limits.DEFAULT);
        List<Row> rows = new ArrayList<>();
        reader.forEachRemaining(rows::add);
        return rows;
    }

    private static Delivery<String> delivery(Scripted sink, List<Row> rows) {
        return Delivery.of(sink, "queue x", 0, rows, Progress.Arrived.NOTHING);
    }

    /** Pauses that take no time but by a clock of their own. */
    private static Supplier<Backoff> within(Duration time) {
        return () -> {
            Instant[] now = {Instant.EPOCH};
            return new Backoff(Instant.EPOCH.plus(time), () -> now[0], pause -> now[0] = now[0].plus(pause));
        };
    }

    @Test
    void shouldFillCalls_whenRecordsAreManyOrLarge() throws Exception {
        Scripted sink = new Scripted();

        delivery(sink, rows("a,10", "a,10", "a,10", "a,10", "a,200", "a,50", "a,50", "a,1"))
                .send(false, threads, within(Duration.ofMinutes(1)));

        assertThat(sink.calls)
                .containsExactly(List.of(1L, 2L, 3L), List.of(4L), List.of(5L), List.of(6L, 7L), List.of(8L));
    }

    @Test
    void shouldSendWhatDidNotArriveBeforeWhatFollows_whenOneCallGoesAfterTheOther() throws Exception {
        Scripted sink = new Scripted().untaken(false, 2L, 3L).untaken(false, 3L);

        delivery(sink, rows("a,1", "b,1", "c,1", "d,1")).send(false, threads, within(Duration.ofMinutes(1)));

        assertThat(sink.calls).containsExactly(List.of(1L, 2L, 3L), List.of(2L, 3L), List.of(3L), List.of(4L));
    }

    @Test
    void shouldNotLetTwoOfAGroupGoByOneCall_whenTheyKeepTheirOrder() throws Exception {
        Scripted sink = new Scripted().untaken(false, 1L);

        delivery(sink, rows("a,1", "b,1", "a,1", "a,1")).send(true, threads, within(Duration.ofMinutes(1)));

        assertThat(sink.calls).containsExactly(List.of(1L, 2L), List.of(1L), List.of(3L), List.of(4L));
    }

    @Test
    void shouldNameTheRow_whenTheServiceRefusesIt() {
        Scripted sink = new Scripted().untaken(true, 2L);
        Delivery<String> delivery = delivery(sink, rows("a,1", "b,1", "c,1", "d,1"));

        assertThatThrownBy(() -> delivery.send(false, threads, within(Duration.ofMinutes(1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The queue x has refused row 2 (line 3): Busy, a sentence");

        assertThat(delivery.arrived(Progress.Arrived.NOTHING))
                .isEqualTo(new Progress.Arrived(1, List.of(List.of(3L, 3L))));
    }

    @Test
    void shouldStopAndKnowWhatHasArrived_whenTheTimeIsUp() {
        Scripted sink = new Scripted();
        for (int i = 0; i < 100; i++) {
            sink.untaken(false, 1L, 3L);
        }
        Delivery<String> delivery = delivery(sink, rows("a,1", "b,1", "c,1", "d,1"));

        assertThatThrownBy(() -> delivery.send(false, threads, within(Duration.ofSeconds(20))))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("sending to the queue x, which was too busy for row 1 (line 2) (Busy)")
                .hasMessageContaining("the next attempt goes on behind it");

        assertThat(delivery.isDone()).isFalse();
        assertThat(delivery.arrived(Progress.Arrived.NOTHING))
                .isEqualTo(new Progress.Arrived(0, List.of(List.of(2L, 2L))));
    }

    @Test
    void shouldGoOnWithWhatIsLeft_whenItIsSentOnceMore() throws Exception {
        Scripted sink = new Scripted().untaken(true, 5L).untaken(true, 5L);
        sink.parallel = true;
        Delivery<String> delivery = delivery(sink, rows("a,1", "b,1", "c,1", "d,1", "e,1", "f,1"));
        assertThatThrownBy(() -> delivery.send(false, threads, within(Duration.ofMinutes(1))))
                .isInstanceOf(IllegalStateException.class);
        sink.calls.clear();
        sink.answers.clear();

        delivery.send(false, threads, within(Duration.ofMinutes(1)));

        assertThat(sink.calls).allSatisfy(call -> assertThat(call).containsExactly(5L));
        assertThat(delivery.isDone()).isTrue();
    }

    @Test
    void shouldSayWhichRowsACallHad_whenTheServiceRefusesAllOfIt() {
        Scripted sink = new Scripted();
        sink.answers.add(entries -> {
            throw DynamoDbException.builder()
                    .statusCode(400)
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("ValidationException")
                            .errorMessage("The provided key element does not match the schema")
                            .build())
                    .build();
        });

        assertThatThrownBy(() -> delivery(sink, rows("a,1", "b,1")).send(false, threads, within(Duration.ofMinutes(1))))
                .hasMessage(
                        "The queue x has refused a call with row 1 (line 2) and 1 after it: The provided key element"
                                + " does not match the schema");
    }

    @Test
    void shouldSendNothing_whenAllHasArrivedBefore() throws Exception {
        Scripted sink = new Scripted();
        Delivery<String> delivery = Delivery.of(
                sink,
                "queue x",
                0,
                rows("a,1", "b,1", "c,1"),
                new Progress.Arrived(1, List.of(List.of(2L, 2L), List.of(3L, 9L))));

        assertThat(delivery.isDone()).isTrue();
        delivery.send(false, threads, within(Duration.ofMinutes(1)));
        assertThat(sink.calls).isEmpty();
        assertThat(delivery.arrived(new Progress.Arrived(1, List.of(List.of(2L, 2L), List.of(3L, 9L)))))
                .isEqualTo(new Progress.Arrived(3, List.of(List.of(3L, 9L))));
    }
}
