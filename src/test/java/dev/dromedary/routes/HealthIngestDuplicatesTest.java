package dev.dromedary.routes;

import static dev.dromedary.routes.Readings.GOOD;
import static dev.dromedary.routes.Readings.HEADER;
import static dev.dromedary.routes.Readings.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same event again, and the same content again. */
@ExtendWith(SharedCloud.class)
class HealthIngestDuplicatesTest {

    private static final List<String> WRITES =
            List.of("putObject", "createMultipartUpload", "deleteObject", "putEvents");

    private Ingest ingest;

    @BeforeEach
    void start(EmbeddedCloud cloud) throws Exception {
        ingest = new Ingest(cloud);
    }

    @AfterEach
    void stop() {
        ingest.close();
    }

    @Test
    void shouldDoNothing_whenTheEventComesAgain() {
        Map<String, Object> event = ingest.upload("raw/x.csv", HEADER + GOOD);
        ingest.invoke(event);
        Map<String, String> before = new FinalState(ingest, List.of(event)).look();
        ingest.calls.pass();

        String outcome = Json.outcome(ingest.invoke(event));

        assertThat(outcome).isEqualTo("done already");
        assertThat(ingest.calls.operations()).containsExactly("getItem");
        assertThat(new FinalState(ingest, List.of(event)).look()).isEqualTo(before);
        assertThat(ingest.told()).hasSize(1);
    }

    @Test
    void shouldWaitAndThenDoNothing_whenTheSameEventIsBeingHandled() {
        Map<String, Object> event = ingest.upload("raw/x.csv", HEADER + GOOD);
        Gate gate = new Gate(call -> call.is("getObject"), call -> call.is("getItem") && call.nth() > 0);
        ingest.calls.from(gate);
        CompletableFuture<String> first =
                CompletableFuture.supplyAsync(() -> Json.outcome(ingest.invoke(event)), OwnThread.EACH);
        gate.awaitReached();
        CompletableFuture<String> second =
                CompletableFuture.supplyAsync(() -> Json.outcome(ingest.invoke(event)), OwnThread.EACH);
        gate.awaitSeen();

        gate.open();

        assertThat(first.join()).isEqualTo("success");
        assertThat(second.join()).isEqualTo("done already");
        assertThat(ingest.calls.operations()).containsOnlyOnce("getObject", "putEvents");
        assertThat(ingest.store().text("processed/x.csv")).isEqualTo(HEADER + GOOD);
        assertThat(ingest.told()).hasSize(1);
    }

    @Test
    void shouldHandleItOnce_whenManyOfTheSameEventComeAtOnce() {
        Map<String, Object> event = ingest.upload("raw/x.csv", HEADER + GOOD);

        List<CompletableFuture<String>> running = IntStream.range(0, 4)
                .mapToObj(number ->
                        CompletableFuture.supplyAsync(() -> Json.outcome(ingest.invoke(event)), OwnThread.EACH))
                .toList();

        assertThat(running)
                .extracting(CompletableFuture::join)
                .containsExactlyInAnyOrder("success", "done already", "done already", "done already");
        assertThat(ingest.told()).hasSize(1);
    }

    @Test
    void shouldChangeOnlyTheLedger_whenTheContentComesAgainUnderItsKey() {
        ingest.process("raw/x.csv", HEADER + GOOD);
        Map<String, Object> manifest = ingest.store().json("processed/x_manifest.json");
        Map<String, Object> again = ingest.upload("raw/x.csv", HEADER + GOOD);
        ingest.calls.pass();

        String outcome = Json.outcome(ingest.invoke(again));

        assertThat(outcome).isEqualTo("unchanged");
        assertThat(ingest.calls.operations()).doesNotContainAnyElementsOf(WRITES);
        assertThat(ingest.store().json("processed/x_manifest.json")).isEqualTo(manifest);
        assertThat(ingest.told()).hasSize(1);
        assertThat(ingest.ledger()
                        .item(ingest.bucket, "raw/x.csv")
                        .get("completed")
                        .s())
                .isEqualTo(String.valueOf(Json.at(again, "detail", "object", "sequencer"))
                        .replaceFirst("0+$", ""));
    }

    @Test
    void shouldNameTheOther_whenTheContentIsThereUnderAnotherKey() {
        ingest.process("raw/x.csv", HEADER + GOOD);

        String outcome = ingest.process("raw/y.csv", HEADER + GOOD);

        assertThat(outcome).isEqualTo("duplicate");
        assertThat(ingest.store().outputs())
                .containsExactly(
                        "processed/x.csv",
                        "processed/x_manifest.json",
                        "processed/y_manifest.json",
                        "rejected/x_rejected.csv");
        assertThat(ingest.store().json("processed/y_manifest.json"))
                .containsEntry("status", "duplicate")
                .containsEntry("duplicate_of", ingest.bucket + "/raw/x.csv")
                .containsEntry("source_key", "raw/y.csv")
                .containsEntry("counts", Map.of("input", 1, "valid", 1, "rejected", 0))
                .doesNotContainKeys("processed_key", "rejected_key");
        assertThat(ingest.told()).hasSize(1);
        assertThat(ingest.ledger().state(ingest.bucket, "raw/y.csv")).isEqualTo("DONE");
    }

    @Test
    void shouldRemoveTheEarlierOutputs_whenTheNewContentIsThereUnderAnotherKey() {
        ingest.process("raw/x.csv", HEADER + GOOD);
        ingest.process("raw/y.csv", HEADER + OTHER);

        String outcome = ingest.process("raw/y.csv", HEADER + GOOD);

        assertThat(outcome).isEqualTo("duplicate");
        assertThat(ingest.store().outputs())
                .containsExactly(
                        "processed/x.csv",
                        "processed/x_manifest.json",
                        "processed/y_manifest.json",
                        "rejected/x_rejected.csv");
    }

    @Test
    void shouldWriteOutputs_whenTheContentIsNoLongerThereUnderTheOtherKey() {
        ingest.process("raw/x.csv", HEADER + GOOD);
        ingest.process("raw/x.csv", HEADER + OTHER);

        String outcome = ingest.process("raw/y.csv", HEADER + GOOD);

        assertThat(outcome).isEqualTo("success");
        assertThat(ingest.store().text("processed/y.csv")).isEqualTo(HEADER + GOOD);
        assertThat(ingest.told()).hasSize(3);
    }

    @Test
    void shouldWriteOutputs_whenTheFileReplacesOneThatWasADuplicate() {
        ingest.process("raw/x.csv", HEADER + GOOD);
        ingest.process("raw/y.csv", HEADER + GOOD);

        String outcome = ingest.process("raw/y.csv", HEADER + OTHER);

        assertThat(outcome).isEqualTo("success");
        assertThat(ingest.store().text("processed/y.csv")).isEqualTo(HEADER + OTHER);
        assertThat(ingest.store().json("processed/y_manifest.json"))
                .containsEntry("status", "success")
                .doesNotContainKey("duplicate_of");
    }

    @Test
    void shouldRemoveTheEarlierOutputs_whenTheNewVersionIsRejectedWhole() {
        ingest.process("raw/x.csv", HEADER + GOOD);

        String outcome = ingest.process("raw/x.csv", "no,reading\n1,2\n");

        assertThat(outcome).isEqualTo("rejected");
        assertThat(ingest.store().outputs()).containsExactly("processed/x_manifest.json");
        assertThat(ingest.store().json("processed/x_manifest.json")).containsEntry("status", "rejected");
        assertThat(ingest.told()).hasSize(2);
    }

    @Test
    void shouldWriteOutputsAgain_whenAGoodVersionFollowsOneThatWasRejectedWhole() {
        ingest.process("raw/x.csv", HEADER + GOOD);
        ingest.process("raw/x.csv", "no,reading\n1,2\n");

        String outcome = ingest.process("raw/x.csv", HEADER + GOOD);

        assertThat(outcome).isEqualTo("success");
        assertThat(ingest.store().text("processed/x.csv")).isEqualTo(HEADER + GOOD);
        assertThat(ingest.told()).hasSize(3);
    }
}
