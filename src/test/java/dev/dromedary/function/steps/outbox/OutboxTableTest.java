package dev.dromedary.function.steps.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.dromedary.desk.cloud.dynamodb.EmbeddedDynamoDb;
import dev.dromedary.function.steps.DeadlineExceededException;
import dev.dromedary.function.steps.TransientFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class OutboxTableTest {

    private final Pauses pauses = new Pauses();

    private static final long END = 1_900_000_000L;

    @TempDir
    private static Path folder;

    private static EmbeddedDynamoDb tables;

    private final String name = "messages-" + UUID.randomUUID();
    private OutboxTable table;

    @BeforeAll
    static void startTables() {
        tables = new EmbeddedDynamoDb(folder);
    }

    @AfterAll
    static void stopTables() {
        tables.close();
    }

    @BeforeEach
    void makeTable() {
        tables.table(name, "hash", null, "ttl");
        table = new OutboxTable(tables.client(), name);
    }

    @AfterEach
    void removeTable() {
        tables.client().deleteTable(delete -> delete.tableName(name));
    }

    private static OutboxMessage message(String name, long revision, int amount) {
        return OutboxMessage.of("day_", "name", Map.of("name", name, "amount", amount), revision, "c");
    }

    private static List<OutboxMessage> messages(int count) {
        return IntStream.range(0, count).mapToObj(i -> message("n" + i, 1, i)).toList();
    }

    private void put(OutboxMessage... messages) {
        table.put(List.of(messages), "ttl", END);
    }

    private OutboxMessage stored(OutboxMessage message) {
        return OutboxMessage.of(item(message));
    }

    private Map<String, AttributeValue> item(OutboxMessage message) {
        return table.read(List.of(message), pauses.within(Duration.ofMinutes(1)))
                .get(message.hash());
    }

    @Test
    void shouldStoreFieldsAndWhatTheOutboxNeeds() {
        OutboxMessage message = message("n", 4, 7);

        put(message);

        assertThat(item(message))
                .containsEntry("name", AttributeValue.fromS("n"))
                .containsEntry("amount", AttributeValue.fromN("7"))
                .containsEntry("revision", AttributeValue.fromN("4"))
                .containsEntry("message_id", AttributeValue.fromS(message.messageId()))
                .containsEntry("message", AttributeValue.fromS(message.text()))
                .containsEntry("sent", AttributeValue.fromBool(false))
                .containsEntry("ttl", AttributeValue.fromN(Long.toString(END)));
        assertThat(stored(message)).isEqualTo(message);
    }

    @Test
    void shouldReplace_whenTheRevisionIsLater() {
        put(message("n", 1, 1));

        put(message("n", 2, 5));

        assertThat(stored(message("n", 2, 5))).isEqualTo(message("n", 2, 5));
    }

    @Test
    void shouldChangeNothing_whenTheSameIsPutAgain() {
        put(message("n", 1, 1));

        put(message("n", 1, 1));

        assertThat(stored(message("n", 1, 1))).isEqualTo(message("n", 1, 1));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 9", "2, 9"})
    void shouldStoreNoneOfThem_whenALaterRevisionOrAnotherTextIsThere(long revision, int amount) {
        put(message("n", 2, 5));
        OutboxMessage other = message("other", revision, 1);
        OutboxMessage late = message("n", revision, amount);

        assertThatThrownBy(() -> put(other, late))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "Another run has stored a later revision of 1 messages, such as " + late.messageId())
                .satisfies(
                        failure -> assertThat(TransientFailure.mayPass(failure)).isFalse());

        assertThat(table.read(List.of(other), pauses.within(Duration.ofMinutes(1))))
                .isEmpty();
        assertThat(stored(late)).isEqualTo(message("n", 2, 5));
    }

    @Test
    void shouldMarkNoneOfThem_whenALaterRevisionIsThere() {
        OutboxMessage fine = message("fine", 1, 1);
        put(fine, message("n", 2, 5));

        assertThatThrownBy(() -> table.markSent(List.of(fine, message("n", 1, 1))))
                .hasMessageContaining("later revision of 1 messages");

        assertThat(item(fine)).containsEntry("sent", AttributeValue.fromBool(false));
        assertThat(item(message("n", 2, 5))).containsEntry("sent", AttributeValue.fromBool(false));
    }

    @Test
    void shouldNotBringBackAnItem_whenItsTimeEndedBeforeItWasMarked() {
        OutboxMessage gone = message("gone", 1, 1);

        assertThatThrownBy(() -> table.markSent(List.of(gone))).isInstanceOf(IllegalStateException.class);

        assertThat(table.read(List.of(gone), pauses.within(Duration.ofMinutes(1))))
                .isEmpty();
    }

    @Test
    void shouldReadThemAll_whenTheTableAnswersInParts() {
        List<OutboxMessage> messages = messages(OutboxTable.MOST_AT_ONCE);
        table.put(messages, "ttl", END);
        PartialTable parts = new PartialTable(tables.client(), 7);

        Map<String, Map<String, AttributeValue>> found =
                new OutboxTable(parts, name).read(messages, pauses.within(Duration.ofMinutes(1)));

        assertThat(found).hasSize(messages.size());
        assertThat(messages).allSatisfy(message -> assertThat(OutboxMessage.of(found.get(message.hash())))
                .isEqualTo(message));
        assertThat(parts.calls()).isEqualTo(15);
        assertThat(pauses.taken()).isEmpty();
    }

    @Test
    void shouldPauseEverLongerAndGiveUpAtTheDeadline_whenTheTableIsTooBusy() {
        PartialTable busy = new PartialTable(tables.client(), 0);
        OutboxTable outbox = new OutboxTable(busy, name);

        assertThatThrownBy(() -> outbox.read(messages(3), pauses.within(Duration.ofSeconds(40))))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("the table " + name + ", which was too busy");

        assertThat(busy.calls()).isEqualTo(pauses.taken().size() + 1).isBetween(8, 25);
        assertThat(pauses.taken().stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofSeconds(34), Duration.ofSeconds(40));
        assertThat(pauses.taken().get(0)).isLessThanOrEqualTo(Duration.ofMillis(200));
        assertThat(pauses.taken()).allMatch(pause -> pause.compareTo(Duration.ofSeconds(5)) <= 0 && !pause.isZero());
        assertThat(pauses.taken()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "None,                 TransactionConflict,           true",
        "ThrottlingError,      ProvisionedThroughputExceeded, true",
        "None,                 ValidationError,               false",
        "TransactionConflict,  ItemCollectionSizeLimitExceeded, false"
    })
    void shouldTellWhetherItMayPass_whenATransactionIsCancelled(String first, String second, boolean mayPass) {
        TransactionCanceledException cancelled = TransactionCanceledException.builder()
                .cancellationReasons(Stream.of(first, second)
                        .map(code -> CancellationReason.builder().code(code).build())
                        .toList())
                .statusCode(400)
                .build();
        OutboxTable refusing = new OutboxTable(new RefusingTable(cancelled), name);

        Throwable failure = catchThrowable(() -> refusing.put(messages(2), "ttl", END));

        assertThat(failure).isSameAs(cancelled);
        assertThat(TransientFailure.mayPass(failure)).isEqualTo(mayPass);
    }
}
