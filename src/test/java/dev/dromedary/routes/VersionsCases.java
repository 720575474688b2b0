package dev.dromedary.routes;

import static dev.dromedary.routes.Readings.HEADER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Two versions of one key in all interleavings: the last version's outputs win, whole. */
abstract class VersionsCases {

    static final String FIRST = Readings.file(0, 3000);
    static final String SECOND = Readings.file(10_000, 50);

    private Ingest ingest;

    abstract Ingest ingest(EmbeddedCloud cloud) throws Exception;

    @BeforeEach
    void start(EmbeddedCloud cloud) throws Exception {
        ingest = ingest(cloud);
    }

    @AfterEach
    void stop() {
        ingest.close();
    }

    @Test
    void shouldReplaceTheFirst_whenTheyComeOneAfterTheOther() {
        String first = ingest.process("raw/x.csv", FIRST);

        String second = ingest.process("raw/x.csv", SECOND);

        assertThat(first).isEqualTo("success");
        assertThat(second).isEqualTo("success");
        secondWins();
        assertThat(ingest.told()).hasSize(2);
    }

    @Test
    void shouldPassOverTheFirst_whenTheSecondIsThereBeforeItIsRead() {
        Map<String, Object> first = ingest.upload("raw/x.csv", FIRST);
        Map<String, Object> second = ingest.upload("raw/x.csv", SECOND);

        assertThat(Json.outcome(ingest.invoke(first))).isEqualTo("superseded");
        assertThat(ingest.store().outputs()).isEmpty();
        assertThat(ingest.ledger().state(ingest.bucket, "raw/x.csv")).isEqualTo("RELEASED");

        assertThat(Json.outcome(ingest.invoke(second))).isEqualTo("success");
        assertThat(Json.outcome(ingest.invoke(first))).isEqualTo("superseded");
        secondWins();
        assertThat(ingest.told()).hasSize(1);
    }

    @Test
    void shouldPassOverTheFirst_whenTheSecondIsDoneAlready() {
        Map<String, Object> first = ingest.upload("raw/x.csv", FIRST);
        Map<String, Object> second = ingest.upload("raw/x.csv", SECOND);
        ingest.invoke(second);
        ingest.calls.pass();

        String outcome = Json.outcome(ingest.invoke(first));

        assertThat(outcome).isEqualTo("superseded");
        assertThat(ingest.calls.operations()).containsExactly("getItem");
        secondWins();
        assertThat(ingest.told()).hasSize(1);
    }

    @Test
    void shouldFinishTheFirstAndThenTheSecond_whenTheSecondComesWhileTheFirstIsRead() {
        Map<String, Object> first = ingest.upload("raw/x.csv", FIRST);
        Gate gate = new Gate(call -> call.is("getObject"), call -> call.is("getItem") && call.nth() > 0);
        ingest.calls.from(gate);
        CompletableFuture<String> running =
                CompletableFuture.supplyAsync(() -> Json.outcome(ingest.invoke(first)), OwnThread.EACH);
        gate.awaitReached();
        Map<String, Object> second = ingest.upload("raw/x.csv", SECOND);
        CompletableFuture<String> waiting =
                CompletableFuture.supplyAsync(() -> Json.outcome(ingest.invoke(second)), OwnThread.EACH);
        gate.awaitSeen();

        gate.open();

        assertThat(running.join()).isEqualTo("success");
        assertThat(waiting.join()).isEqualTo("success");
        secondWins();
        assertThat(ingest.told()).hasSize(2);
    }

    @Test
    void shouldPassOverTheFirst_whenItComesWhileTheSecondIsRead() {
        Map<String, Object> first = ingest.upload("raw/x.csv", FIRST);
        Map<String, Object> second = ingest.upload("raw/x.csv", SECOND);
        Gate gate = new Gate(call -> call.is("getObject"), call -> call.is("getItem") && call.nth() > 0);
        ingest.calls.from(gate);
        CompletableFuture<String> running =
                CompletableFuture.supplyAsync(() -> Json.outcome(ingest.invoke(second)), OwnThread.EACH);
        gate.awaitReached();
        CompletableFuture<String> waiting =
                CompletableFuture.supplyAsync(() -> Json.outcome(ingest.invoke(first)), OwnThread.EACH);
        gate.awaitSeen();

        gate.open();

        assertThat(running.join()).isEqualTo("success");
        assertThat(waiting.join()).isEqualTo("superseded");
        secondWins();
        assertThat(ingest.told()).hasSize(1);
    }

    @RepeatedTest(3)
    void shouldEndWithTheSecond_whenBothComeAtTheSameMoment() {
        Map<String, Object> first = ingest.upload("raw/x.csv", FIRST);
        Map<String, Object> second = ingest.upload("raw/x.csv", SECOND);
        CountDownLatch start = new CountDownLatch(1);
        CompletableFuture<Void> one = CompletableFuture.runAsync(() -> invokeAt(start, first), OwnThread.EACH);
        CompletableFuture<Void> two = CompletableFuture.runAsync(() -> invokeAt(start, second), OwnThread.EACH);

        start.countDown();

        CompletableFuture.allOf(one, two).join();
        secondWins();
    }

    @Test
    void shouldPassOver_whenTheObjectWasDeletedBeforeItIsRead() {
        Map<String, Object> event = ingest.upload("raw/x.csv", FIRST);
        ingest.cloud.s3().deleteObject(delete -> delete.bucket(ingest.bucket).key("raw/x.csv"));

        String outcome = Json.outcome(ingest.invoke(event));

        assertThat(outcome).isEqualTo("superseded");
        assertThat(ingest.store().outputs()).isEmpty();
        assertThat(ingest.told()).isEmpty();
    }

    private void invokeAt(CountDownLatch start, Map<String, Object> event) {
        try {
            start.await();
            ingest.invoke(event);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void secondWins() {
        String rejected = ingest.store().text("rejected/x_rejected.csv");
        assertThat(ingest.store().text("processed/x.csv"))
                .startsWith(HEADER)
                .contains("user-10000,", "user-10048,")
                .hasLineCount(46);
        assertThat(rejected).contains("user-10009,", "user-10049,").hasLineCount(6);
        assertThat(ingest.store().json("processed/x_manifest.json"))
                .containsEntry("source_etag", ingest.store().etag("raw/x.csv"))
                .containsEntry("processed_etag", ingest.store().etag("processed/x.csv"))
                .containsEntry("rejected_etag", ingest.store().etag("rejected/x_rejected.csv"))
                .containsEntry("counts", Map.of("input", 50, "valid", 45, "rejected", 5));
        assertThat(ingest.ledger().state(ingest.bucket, "raw/x.csv")).isEqualTo("DONE");
        assertThat(ingest.store().openUploads()).isEmpty();
    }
}
