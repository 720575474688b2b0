package dev.dromedary.desk.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.function.ledger.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectReplayTest {

    private static final Replay REPLAY = new Replay("january", false);

    @TempDir
    Path folder;

    private HealthOperations health;

    @BeforeEach
    void open() {
        health = new HealthOperations(folder);
    }

    @AfterEach
    void close() {
        health.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4})
    void shouldHandOverEachObjectOnce_whenTheReplayDiesAndGoesOn(int before) throws IOException {
        IntStream.range(0, 5).forEach(i -> health.put("raw/" + i + ".csv"));
        health.dieAfter(before);
        assertThatThrownBy(this::replayAll).hasMessage("The process dies.");
        health.dieNoMore();

        Counts counts = replayAll();

        assertThat(health.keys()).containsExactly("raw/0.csv", "raw/1.csv", "raw/2.csv", "raw/3.csv", "raw/4.csv");
        assertThat(counts.of(ObjectReplay.BEFORE)).isEqualTo(before);
        assertThat(counts.of(Functions.HANDED_OVER)).isEqualTo(5 - before);
    }

    @Test
    void shouldHandOverAgain_whenTheJournalsLastLineWasCutOff() throws IOException {
        health.put("raw/0.csv");
        replayAll();
        Path journal = health.journals().resolve("january.ndjson");
        String text = Files.readString(journal);
        Files.writeString(journal, text.substring(0, text.length() - 5), StandardOpenOption.TRUNCATE_EXISTING);

        Counts counts = replayAll();

        assertThat(counts.of(Functions.HANDED_OVER)).isEqualTo(1);
        assertThat(replayAll().of(ObjectReplay.BEFORE)).isEqualTo(1);
    }

    @Test
    void shouldReplayTheNewVersion_whenAnObjectHasChangedSince() throws IOException {
        health.put("raw/0.csv");
        replayAll();
        health.put("raw/0.csv");

        // The embedded cloud gives each version an ETag of its own.
        assertThat(replayAll().of(Functions.HANDED_OVER)).isEqualTo(1);
    }

    @Test
    void shouldLeaveOutWhatNoTriggerTakes_whenAllIsReplayed() throws IOException {
        health.put("raw/0.csv");
        health.put("raw/readme.txt");
        health.put("processed/0.csv");

        replayAll();

        assertThat(health.keys()).containsExactly("raw/0.csv");
    }

    @Test
    void shouldGoBehindEveryEventOfS3_whenTheLedgerKnowsNothing() throws IOException {
        health.put("raw/0.csv");

        replayAll();

        Map<?, ?> detail = (Map<?, ?>) health.invoked.get(0).get("detail");
        assertThat(((Map<?, ?>) detail.get("object")).get("sequencer")).isEqualTo("0");
        assertThat(detail.get("replay")).isEqualTo(Map.of("id", "january", "notify", false));
    }

    @Test
    void shouldCountAsGone_whenTheObjectVanishesMeanwhile() throws IOException {
        health.put("raw/0.csv");
        var found = health.candidates().find(HealthOperations.all()).toList();
        health.cloud.s3().deleteObject(delete -> delete.bucket(HealthOperations.BUCKET)
                .key("raw/0.csv"));

        try (Journal journal = Journal.open(health.journals(), REPLAY)) {
            assertThat(health.replay()
                            .replay(found.stream(), REPLAY, journal, (object, outcome) -> {})
                            .of("gone"))
                    .isEqualTo(1);
        }
    }

    @Test
    void shouldRefuse_whenTheSameReplayIsAtWorkOrWasBegunInAnotherWay() throws IOException {
        try (Journal journal = Journal.open(health.journals(), REPLAY)) {
            assertThat(journal.size()).isZero();
            assertThatThrownBy(() -> Journal.open(health.journals(), REPLAY)).hasMessageContaining("at work already");
        }
        assertThatThrownBy(() -> Journal.open(health.journals(), new Replay("january", true)))
                .hasMessageContaining("was begun without --notify");
    }

    @Test
    void shouldFindOneObject_whenAKeyIsNamed() {
        health.put("raw/0.csv");
        health.put("raw/1.csv");
        Selection one = new Selection(
                Optional.of("raw/1.csv"),
                "",
                HealthOperations.all().from(),
                HealthOperations.all().until(),
                false);

        assertThat(health.candidates().find(one))
                .singleElement()
                .extracting(Candidate::ledgerId)
                .isEqualTo(Optional.of("health-ingest#dromedary-health/raw/1.csv"));
    }

    private Counts replayAll() throws IOException {
        try (Journal journal = Journal.open(health.journals(), REPLAY)) {
            return health.replay()
                    .replay(health.candidates().find(HealthOperations.all()), REPLAY, journal, (object, outcome) -> {});
        }
    }
}
