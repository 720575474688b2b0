package dev.dromedary.function.steps.fileset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.dynamodb.EmbeddedDynamoDb;
import dev.dromedary.plan.TableDefinition;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

class FilesetTableTest {

    private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
    private static final String INDEX = "by-open";

    @TempDir
    private static Path folder;

    private static EmbeddedDynamoDb tables;

    private final String name = "sets-" + UUID.randomUUID();
    private FilesetTable table;

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
        tables.table(new TableDefinition(
                name, "set", null, null, List.of(new TableDefinition.Index(INDEX, "open", "since"))));
        table = new FilesetTable(tables.client(), name, List.of("a", "b"));
    }

    @AfterEach
    void removeTable() {
        tables.client().deleteTable(delete -> delete.tableName(name));
    }

    private static Map<String, Object> manifest(String hash, long input, long valid) {
        return Map.of(
                "status",
                "success",
                "processed_key",
                "processed/x.csv",
                "processed_etag",
                "e",
                "file_hash",
                hash,
                "counts",
                Map.of("input", input, "valid", valid));
    }

    private Optional<Fileset> arrive(String part, String order, Map<?, ?> manifest) {
        return table.arrive("day", part, Fileset.entry(manifest, order), order, NOW);
    }

    private Fileset arrive(String part, String order) {
        return arrive(part, order, manifest(part + order, 1, 1)).orElseThrow();
    }

    private Fileset day() {
        return table.read("day").orElseThrow();
    }

    @Test
    void shouldBeComplete_whenAllPartsHaveCome() {
        Fileset first = arrive("b", "01");
        Fileset second = arrive("a", "01");

        assertThat(first.complete()).isFalse();
        assertThat(first.view()).containsEntry("missing", List.of("a")).containsEntry("arrivals", 1L);
        assertThat(second.complete()).isTrue();
        assertThat(second.view()).containsEntry("missing", List.of()).containsEntry("arrivals", 2L);
        assertThat((List<?>) second.view().get("files"))
                .extracting(file -> (Object) ((Map<?, ?>) file).get("part"))
                .containsExactly("a", "b");
    }

    /** The SDK repeats a call whose reply was lost: the table sees it twice. */
    private FilesetTable whoseRepliesAreLost() {
        DynamoDbClient real = tables.client();
        return new FilesetTable(
                new DynamoDbClient() {
                    @Override
                    public UpdateItemResponse updateItem(Consumer<UpdateItemRequest.Builder> request) {
                        real.updateItem(request);
                        return real.updateItem(request);
                    }

                    @Override
                    public GetItemResponse getItem(Consumer<GetItemRequest.Builder> request) {
                        return real.getItem(request);
                    }

                    @Override
                    public String serviceName() {
                        return real.serviceName();
                    }

                    @Override
                    public void close() {
                        // The real one belongs to the class.
                    }
                },
                name,
                List.of("a", "b"));
    }

    @Test
    void shouldCountAnArrivalOnce_whenItsReplyIsLost() {
        Optional<Fileset> arrived =
                whoseRepliesAreLost().arrive("day", "a", Fileset.entry(manifest("h", 1, 1), "01"), "01", NOW);

        assertThat(arrived).isPresent();
        assertThat(day().arrivals()).isEqualTo(1);
    }

    @Test
    void shouldCountAnotherStateOfTheSameVersion_whenAReplayBringsIt() {
        arrive("a", "01");

        assertThat(arrive("a", "01", manifest("other", 1, 1))).isPresent();

        assertThat(day().arrivals()).isEqualTo(2);
    }

    @Test
    void shouldGiveOneRevision_whenTheReplyToItIsLost() {
        arrive("a", "01");
        Fileset read = arrive("b", "01");

        assertThat(whoseRepliesAreLost().revise(read, read.hash())).isEmpty();

        assertThat(day().revision()).isEqualTo(1);
        assertThat(table.revise(day(), read.hash()).orElseThrow().revision()).isEqualTo(1);
    }

    @Test
    void shouldKeepTheLaterVersion_whenAnEarlierOneComesAfterIt() {
        arrive("a", "02");

        assertThat(arrive("a", "01", manifest("late", 1, 1))).isEmpty();

        assertThat(day().arrivals()).isEqualTo(1);
        assertThat(day().item().get("a").m().get("file_hash").s()).isEqualTo("a02");
    }

    @ParameterizedTest
    @CsvSource({"0, 0, true", "3, 1, true", "3, 0, false"})
    void shouldWait_whenAllRowsOfAPartAreBad(long input, long valid, boolean complete) {
        arrive("a", "01");

        assertThat(arrive("b", "01", manifest("b", input, valid)).orElseThrow().complete())
                .isEqualTo(complete);
    }

    @Test
    void shouldWaitAgain_whenAPartIsReplacedByOneThatCanNotBeUsed() {
        arrive("a", "01");
        arrive("b", "01");

        Fileset set = arrive("b", "02", Map.of("status", "rejected", "error", Map.of("reason", "missing_column")))
                .orElseThrow();

        assertThat(set.complete()).isFalse();
        assertThat(set.view().get("files").toString()).contains("reason=missing_column");
    }

    @Test
    void shouldShowAllToTheLast_whenPartsComeAtTheSameMoment() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 20; round++) {
                String set = "day-" + round;
                List<Future<Boolean>> complete = new ArrayList<>();
                for (String part : List.of("a", "b")) {
                    complete.add(threads.submit(
                            () -> table.arrive(set, part, Fileset.entry(manifest(part, 1, 1), "01"), "01", NOW)
                                    .orElseThrow()
                                    .complete()));
                }
                assertThat(List.of(complete.get(0).get(), complete.get(1).get()))
                        .containsExactlyInAnyOrder(true, false);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void shouldKeepTheRevision_whenTheContentIsTriedAgain() {
        arrive("a", "01");
        Fileset set = arrive("b", "01");

        Fileset first = table.revise(set, set.hash()).orElseThrow();
        Fileset again = table.revise(day(), set.hash()).orElseThrow();
        arrive("b", "02");
        Fileset corrected = table.revise(day(), day().hash()).orElseThrow();

        assertThat(List.of(first.revision(), again.revision(), corrected.revision()))
                .containsExactly(1L, 1L, 2L);
    }

    @Test
    void shouldGiveNoRevision_whenAPartHasComeSince() {
        arrive("a", "01");
        Fileset read = arrive("b", "01");
        arrive("b", "02");

        assertThat(table.revise(read, read.hash())).isEmpty();

        assertThat(day().revision()).isZero();
    }

    @Test
    void shouldStayOpen_whenAPartHasComeWhileTheWorkWasDone() {
        arrive("a", "01");
        Fileset arrived = arrive("b", "01");
        Fileset read = table.revise(arrived, arrived.hash()).orElseThrow();
        arrive("b", "02");

        table.complete(read, read.hash());

        assertThat(day().text(Fileset.DONE_HASH)).isEqualTo(read.hash()).isNotEqualTo(day().hash());
        assertThat(day().text(Fileset.OPEN)).isEqualTo(Fileset.IS_OPEN);
        table.complete(day(), day().hash());
        assertThat(day().item()).doesNotContainKeys(Fileset.OPEN, Fileset.SINCE);
    }

    @Test
    void shouldFindOpenSetsFromTheOldestOn() {
        for (int i = 0; i < 3; i++) {
            table.arrive("day-" + i, "a", Fileset.entry(manifest("h", 1, 1), "01"), "01", NOW.minusSeconds(60L * i));
        }
        Fileset done = table.read("day-1").orElseThrow();
        table.complete(done, "any");

        assertThat(table.open(INDEX, NOW).stream().map(Fileset::name)).containsExactly("day-2", "day-0");
        assertThat(table.open(INDEX, NOW.minusSeconds(1)).stream().map(Fileset::name))
                .containsExactly("day-2");
    }

    @Test
    void shouldBeReportedUntilAnotherPartComes() {
        arrive("a", "01");
        table.reported("day", 1);
        assertThat(day().reported()).isTrue();

        arrive("a", "02");
        table.reported("day", 1);

        assertThat(day().reported()).isFalse();
        table.reported("no-such-day", 1);
        assertThat(table.read("no-such-day")).isEmpty();
    }
}
