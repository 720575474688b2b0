package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.function.records.Row;
import dev.dromedary.function.runtime.InvocationFailedException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A step that a user adds to the split. */
@ExtendWith(SharedCloud.class)
class UserStepTest {

    private static final String FILE =
            Readings.HEADER + Readings.GOOD + Readings.NO_SPO2 + Readings.OTHER + Readings.FAST_HEART;

    private EmbeddedCloud cloud;
    private RoutesCopy routes;
    private final Steps steps = new Steps();

    @BeforeEach
    void copy(EmbeddedCloud shared, @TempDir Path folder) throws IOException {
        cloud = shared;
        routes = new RoutesCopy(folder);
    }

    /** Steps such as users write. */
    public static final class Steps {
        private final List<Integer> failed = new ArrayList<>();
        private int seen;
        private int failures;

        /** Mends values before they are judged. */
        public void mend(List<Row> rows) {
            for (Row row : rows) {
                if (row.get("spo2").isEmpty()) {
                    row.set("spo2", "95");
                }
            }
        }

        /** Adds a column and drops one. */
        public void reshape(List<Row> rows) {
            for (Row row : rows) {
                row.set("site", "A, \"one\"");
                row.remove("steps");
            }
        }

        /** Rejects rows for a reason of its own. */
        public void reject(List<Row> rows) {
            rows.stream().filter(row -> "u2".equals(row.get("user_id"))).forEach(row -> row.reject("no_consent"));
        }

        /** Fails at the second batch so many times. */
        public void fail(List<Row> rows) throws ConnectException {
            if (seen == 1 && failures > 0) {
                failures--;
                failed.add(seen);
                throw new ConnectException("The user's service is away");
            }
            seen++;
        }
    }

    @Test
    void shouldJudgeAndWriteTheNewValue_whenAStepSetsOne() throws Exception {
        routes.beanFirst("steps", "mend");

        try (Ingest ingest = ingest()) {
            ingest.process("raw/x.csv", FILE);

            assertThat(ingest.store().text("processed/x.csv"))
                    .isEqualTo(
                            Readings.HEADER + Readings.GOOD + Readings.NO_SPO2.replace(",,", ",95,") + Readings.OTHER);
            assertThat(ingest.store().text("rejected/x_rejected.csv"))
                    .isEqualTo(Readings.REJECTED_HEADER + Readings.rejected(Readings.FAST_HEART, "invalid_heart_rate"));
        }
    }

    @Test
    void shouldWriteTheNewColumns_whenAStepAddsAndDropsSome() throws Exception {
        routes.beanBetween("steps", "reshape");

        try (Ingest ingest = ingest()) {
            ingest.process("raw/x.csv", FILE);

            assertThat(ingest.store().text("processed/x.csv"))
                    .isEqualTo("event_time,user_id,heart_rate,spo2,temp_c,systolic_bp,diastolic_bp,site\n"
                            + "2026-01-05T08:00:00Z,u1,78,97,36.7,122,79,\"A, \"\"one\"\"\"\n"
                            + "2026-01-05T09:00:00Z,u2,81,98,36.9,125,81,\"A, \"\"one\"\"\"\n");
            assertThat(ingest.store().text("rejected/x_rejected.csv"))
                    .isEqualTo(Readings.REJECTED_HEADER
                            + Readings.rejected(Readings.NO_SPO2, "missing_spo2")
                            + Readings.rejected(Readings.FAST_HEART, "invalid_heart_rate"));
        }
    }

    @Test
    void shouldRejectForTheStepsReason_whenAStepRejectsRows() throws Exception {
        routes.beanBetween("steps", "reject");

        try (Ingest ingest = ingest()) {
            ingest.process("raw/x.csv", FILE);

            assertThat(ingest.store().text("processed/x.csv")).isEqualTo(Readings.HEADER + Readings.GOOD);
            assertThat(ingest.store().json("processed/x_manifest.json"))
                    .containsEntry(
                            "counts_by_reason", Map.of("missing_spo2", 1, "no_consent", 1, "invalid_heart_rate", 1));
        }
    }

    @Test
    void shouldWriteEachBatchOnce_whenAStepAfterTheWriteFailsOnce() throws Exception {
        routes.beanLast("steps", "fail");
        steps.failures = 1;

        try (Ingest ingest = ingest()) {
            String outcome = ingest.process("raw/x.csv", Readings.file(0, 100));

            assertThat(outcome).isEqualTo("success");
            assertThat(steps.failed).hasSize(1);
            assertThat(ingest.store().json("processed/x_manifest.json"))
                    .containsEntry("counts", Map.of("input", 100, "valid", 90, "rejected", 10));
            assertThat(ingest.store().text("processed/x.csv")).hasLineCount(91);
        }
    }

    @Test
    void shouldFailAndLeaveOutNoBatch_whenAStepGoesOnFailing() throws Exception {
        routes.beanLast("steps", "fail");
        steps.failures = 100;

        try (Ingest ingest = ingest()) {
            Map<String, Object> event = ingest.upload("raw/x.csv", Readings.file(0, 100));

            assertThatThrownBy(() -> ingest.invoke(event))
                    .isInstanceOf(InvocationFailedException.class)
                    .hasMessageContaining("The user's service is away");

            // The first try and four more, of that step alone.
            assertThat(steps.failed).hasSize(5);
            assertThat(steps.seen).isEqualTo(1);
            assertThat(ingest.store().outputs()).isEmpty();
            steps.failures = 0;
            assertThat(Json.outcome(ingest.invoke(event))).isEqualTo("success");
        }
    }

    @Test
    void shouldWriteEachBatchOnce_whenItComesToTheWriteTwice() throws Exception {
        String write = routes.remove("records:write");
        routes.replace(
                "                        uri: records:validate\n",
                "                        uri: records:validate\n" + write + write);

        try (Ingest ingest = ingest()) {
            ingest.process("raw/x.csv", FILE);

            assertThat(ingest.store().text("processed/x.csv"))
                    .isEqualTo(Readings.HEADER + Readings.GOOD + Readings.OTHER);
        }
    }

    private Ingest ingest() throws Exception {
        return new Ingest(
                cloud,
                new Ingest.Setup()
                        .routes(routes.folder)
                        .property("dromedary.batch.rows", 10)
                        .beans(registry -> registry.bind("steps", steps)));
    }
}
