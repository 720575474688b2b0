package dev.dromedary.routes;

import static dev.dromedary.routes.Readings.GOOD;
import static dev.dromedary.routes.Readings.HEADER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.function.metrics.MetricsLog;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Where a schema allows line breaks in values, they are counted, and many in one are suspicious. */
@ExtendWith(SharedCloud.class)
class HealthIngestLineBreaksTest {

    @TempDir
    Path folder;

    private final MetricsLog metrics = new MetricsLog();
    private Ingest.Setup setup;

    @BeforeEach
    void allowLineBreaks() throws IOException {
        RoutesCopy routes = new RoutesCopy(folder).allowLineBreaks();
        setup = new Ingest.Setup()
                .routes(routes.folder)
                .beans(registry -> registry.bind("metricsOutput", PrintStream.class, metrics.output()));
    }

    @Test
    void shouldWarn_whenAStrayQuoteMakesOneValueOfManyRows(EmbeddedCloud cloud) throws Exception {
        String swallowing = GOOD.replace("u1", "\"u1") + GOOD.repeat(28) + GOOD.replace("u1", "u1\"");
        // The next quote closes the value, and what follows on its line are the values of one row.
        String file = HEADER + GOOD + swallowing + GOOD;
        try (Ingest ingest = new Ingest(cloud, setup)) {
            ingest.process("raw/x.csv", file);

            Map<String, Object> manifest = ingest.store().json("processed/x_manifest.json");
            assertThat(manifest).containsEntry("counts", Map.of("input", 3, "valid", 3, "rejected", 0));
            assertThat(manifest).containsEntry("line_breaks", Map.of("values", 1, "most_lines", 30));
            assertThat((List<?>) manifest.get("warnings")).singleElement().satisfies(warning -> assertThat(
                            Json.object(warning))
                    .containsEntry("reason", "value_of_many_lines")
                    .hasEntrySatisfying("message", message -> assertThat(message.toString())
                            .contains("line 3 has 30 lines", "lineBreaks")));
            assertThat(metrics.sums()).containsEntry("Warnings", BigDecimal.ONE);
        }
    }

    @Test
    void shouldOnlyCount_whenValuesHaveFewLines(EmbeddedCloud cloud) throws Exception {
        String address = GOOD.replace("u1", "\"" + "u\n".repeat(9) + "u\"");
        try (Ingest ingest = new Ingest(cloud, setup)) {
            ingest.process("raw/x.csv", HEADER + address + GOOD + address);

            Map<String, Object> manifest = ingest.store().json("processed/x_manifest.json");
            assertThat(manifest)
                    .containsEntry("line_breaks", Map.of("values", 2, "most_lines", 10))
                    .doesNotContainKey("warnings");
            assertThat(metrics.sums()).doesNotContainKey("Warnings");
        }
    }

    @Test
    void shouldCountNone_whereTheSchemaAllowsNone(EmbeddedCloud cloud) throws Exception {
        try (Ingest ingest = new Ingest(cloud)) {
            ingest.process("raw/x.csv", HEADER + GOOD);

            assertThat(ingest.store().json("processed/x_manifest.json")).doesNotContainKey("line_breaks");
        }
    }
}
