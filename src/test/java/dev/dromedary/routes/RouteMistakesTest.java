package dev.dromedary.routes;

import static dev.dromedary.routes.Readings.HEADER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.function.runtime.InvocationFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes to a route that would lose or mix rows are refused with one sentence, and nothing becomes visible. */
@ExtendWith(SharedCloud.class)
class RouteMistakesTest {

    private static final String ROWS = Readings.file(0, 100);

    private EmbeddedCloud cloud;
    private RoutesCopy routes;

    @BeforeEach
    void copy(EmbeddedCloud shared, @TempDir Path folder) throws IOException {
        cloud = shared;
        routes = new RoutesCopy(folder);
    }

    @Test
    void shouldRefuse_whenTheSplitIsParallel() throws Exception {
        routes.replace("streaming: \"true\"", "streaming: \"true\"\n                  parallelProcessing: \"true\"");

        refuses(ROWS, "the split must not use parallelProcessing, which would mix the rows");
    }

    @Test
    void shouldRefuse_whenBatchesAreNotValidated() throws Exception {
        routes.remove("records:validate");

        refuses(
                ROWS,
                "Rows read: 100, validated: 0, written: 100. Every batch of the split must pass records:validate");
    }

    @Test
    void shouldRefuse_whenBatchesAreNotWritten() throws Exception {
        routes.remove("records:write");

        refuses(ROWS, "Rows read: 100, validated: 100, written: 0. Every batch of the split must pass");
    }

    @Test
    void shouldRefuse_whenBatchesAreNotWrittenAndThereIsNone() throws Exception {
        routes.remove("records:write");

        refuses(HEADER, "No batch has come to records:write");
    }

    @Test
    void shouldRefuse_whenThereIsNoManifest() throws Exception {
        routes.remove("records:manifest");
        routes.replace("${body[status]} in 'success,rejected'", "${exchangeProperty.nothing} != null");

        refuses(ROWS, "The route has come to its end without records:manifest");
    }

    @Test
    void shouldRefuse_whenTheManifestComesBeforeTheSplit() throws Exception {
        String manifest = routes.remove("records:manifest");
        routes.replace("              - split:\n", manifest + "              - split:\n");

        refuses(ROWS, "records:manifest was reached before the input was read to its end; put it after the split");
    }

    @Test
    void shouldRefuse_whenTheManifestComesBeforeTheSplitAndThereIsNoRow() throws Exception {
        String manifest = routes.remove("records:manifest");
        routes.replace("              - split:\n", manifest + "              - split:\n");

        refuses(HEADER, "No batch has come to records:write");
    }

    /** Nine batches go right before. */
    @Test
    void shouldRefuse_whenAKeyDiffersByBatch() throws Exception {
        routes.replace(
                "valid: processed/${exchangeProperty.name}.csv",
                "valid: processed/${exchangeProperty.name}${exchangeProperty.CamelSplitComplete}.csv");

        refuses(ROWS, "processed/xfalse.csv and is now asked to write to");
        refuses(ROWS, "/processed/xtrue.csv; give records:write keys that are the same for every batch");
    }

    @ParameterizedTest
    @ValueSource(strings = {"valid", "rejected"})
    void shouldRefuse_whenTwoStepsWriteToOneKey(String option) throws Exception {
        String write = routes.remove("records:write");
        routes.replace(
                "                        uri: records:validate\n",
                "                        uri: records:validate\n" + write
                        + write.replace(option + ": ", option + ": again/"));

        refuses(ROWS, "Two steps records:write write to");
        refuses(ROWS, "so that one would replace what the other has written; give each keys of its own");
    }

    @Test
    void shouldRefuse_whenNothingWasOpened() throws Exception {
        routes.remove("records:open");

        refuses(ROWS, "works on what records:open has opened; put records:open before it");
    }

    @Test
    void shouldRefuse_whenSomeBatchesAreLeftOut() throws Exception {
        routes.beanFirst("filter", "emptySecondBatch");

        refuses(ROWS, "Rows read: 100, validated: 90, written: 90.");
    }

    @Test
    void shouldRefuse_whenTheBodyIsNoBatch() throws Exception {
        routes.beanFirst("filter", "text");

        refuses(ROWS, "records:validate works on a batch of rows, but the body is a String");
    }

    /** What a user may do to batches, and must not. */
    public static final class Filter {
        private int batch;

        /** Drops a batch. */
        public Object emptySecondBatch(Object rows) {
            return batch++ == 1 ? List.of() : rows;
        }

        /** Makes text of a batch. */
        public String text(Object rows) {
            return rows.toString();
        }
    }

    private void refuses(String content, String sentence) throws Exception {
        Ingest.Setup setup = new Ingest.Setup()
                .routes(routes.folder)
                .property("dromedary.batch.rows", 10)
                .beans(registry -> registry.bind("filter", new Filter()));
        try (Ingest ingest = new Ingest(cloud, setup)) {
            Map<String, Object> event = ingest.upload("raw/x.csv", content);

            assertThatThrownBy(() -> ingest.invoke(event))
                    .isInstanceOf(InvocationFailedException.class)
                    .hasMessageContaining(sentence)
                    .hasMessageNotContaining("\n");

            assertThat(ingest.store().outputs()).isEmpty();
            assertThat(ingest.store().openUploads()).isEmpty();
            assertThat(ingest.told()).isEmpty();
            assertThat(ingest.ledger().state(ingest.bucket, "raw/x.csv")).isEqualTo("RELEASED");
        }
    }
}
