package dev.dromedary.function.steps.fileset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.dynamodb.EmbeddedDynamoDb;
import dev.dromedary.plan.TableDefinition;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class FilesetTableLateRunsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T07:00:00Z");

    private static EmbeddedDynamoDb tables;
    private static FilesetTable table;

    @BeforeAll
    static void open(@TempDir Path folder) {
        tables = new EmbeddedDynamoDb(folder);
        tables.table(new TableDefinition(
                "sets", "set", null, null, List.of(new TableDefinition.Index("by-open", "open", "since"))));
        table = new FilesetTable(tables.client(), "sets", List.of("a", "b"));
    }

    @AfterAll
    static void close() {
        tables.close();
    }

    @Test
    void shouldSayNothing_whenARunThatLostItsClaimEndsAfterALaterRevision() {
        arrive("late", "a", "1", "1");
        arrive("late", "b", "1", "1");
        Fileset first = begin("late");
        arrive("late", "b", "2", "2");
        Fileset second = begin("late");
        table.complete(second, second.hash());

        table.complete(first, first.hash());

        Fileset now = table.read("late").orElseThrow();
        assertThat(now.text(Fileset.DONE_HASH)).isEqualTo(second.hash());
        assertThat(now.text(Fileset.OPEN)).isNull();
    }

    @Test
    void shouldStayOpen_whenAnObjectCameDuringTheWork() {
        arrive("open", "a", "1", "1");
        arrive("open", "b", "1", "1");
        Fileset first = begin("open");
        arrive("open", "b", "2", "2");

        table.complete(first, first.hash());

        Fileset now = table.read("open").orElseThrow();
        assertThat(now.text(Fileset.DONE_HASH)).isEqualTo(first.hash());
        assertThat(now.text(Fileset.OPEN)).isEqualTo(Fileset.IS_OPEN);
    }

    @Test
    void shouldKeepTheLaterVersion_whenAnEarlierOneComesAfterIt() {
        arrive("order", "a", "2", "2");

        assertThat(table.arrive("order", "a", entry("1", "1"), "1", NOW)).isEmpty();
        assertThat(table.read("order").orElseThrow().arrivals()).isEqualTo(1);
    }

    private static Fileset begin(String set) {
        Fileset read = table.read(set).orElseThrow();
        return table.revise(read, read.hash()).orElseThrow();
    }

    private static void arrive(String set, String part, String hash, String order) {
        assertThat(table.arrive(set, part, entry(hash, order), order, NOW)).isPresent();
    }

    private static AttributeValue entry(String hash, String order) {
        return Fileset.entry(
                Map.of("file_hash", hash, "processed_key", "x", "counts", Map.of("valid", 1L, "input", 1L)), order);
    }
}
