package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.function.metrics.MetricsLog;
import dev.dromedary.function.records.SampleGenerator;
import dev.dromedary.function.records.TableSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Whatever the file and the batches: input = valid + rejected, in the manifest, in the files and in the metrics. */
class RowConservationTest {

    private static final int COLUMNS = 8;

    // The log manager holds its loggers weakly.
    private static final List<Logger> LOGGERS =
            List.of(Logger.getLogger("org.apache.camel"), Logger.getLogger("dev.dromedary.function.runtime"));

    private static Path folder;
    private static EmbeddedCloud cloud;
    private static TableSchema schema;

    @BeforeContainer
    static void open() throws IOException {
        LOGGERS.forEach(logger -> logger.setUseParentHandlers(false));
        folder = Files.createTempDirectory("dromedary-conservation");
        cloud = new EmbeddedCloud(folder, "eu-central-1", 1, (rule, event, cause) -> {});
        Map<String, Object> document = Json.object(new ObjectMapper()
                .readValue(Path.of("routes/health/reading.schema.json").toFile(), Map.class));
        schema = TableSchema.of("health/reading.schema.json", document);
    }

    @AfterContainer
    static void close() throws IOException {
        cloud.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
        LOGGERS.forEach(logger -> logger.setUseParentHandlers(true));
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void shouldKeepEveryRowOnce_whateverTheFileAndTheBatches(
            @ForAll long seed,
            @ForAll @IntRange(max = 700) int rows,
            @ForAll @DoubleRange(max = 1) double badShare,
            @ForAll @IntRange(min = 1, max = 300) int batchRows,
            @ForAll @IntRange(min = 1, max = 20_000) int batchBytes)
            throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        new SampleGenerator(schema, seed).write(file, rows, badShare);
        long bad = Math.round(rows * badShare);
        MetricsLog metrics = new MetricsLog();
        Ingest.Setup setup = new Ingest.Setup()
                .beans(registry -> registry.bind("metricsOutput", PrintStream.class, metrics.output()))
                .property("dromedary.batch.rows", batchRows)
                .property("dromedary.batch.bytes", batchBytes);

        try (Ingest ingest = new Ingest(cloud, setup)) {
            ingest.process("raw/x.csv", file.toByteArray());

            Map<String, Object> manifest = ingest.store().json("processed/x_manifest.json");
            List<List<String>> input = parse(file.toString(StandardCharsets.UTF_8));
            List<List<String>> valid = parse(ingest.store().text("processed/x.csv"));
            List<List<String>> rejected = parse(ingest.store().text("rejected/x_rejected.csv"));
            assertThat(manifest.get("counts"))
                    .isEqualTo(Map.of("input", rows, "valid", rows - (int) bad, "rejected", (int) bad));
            assertThat(sum(manifest.get("counts_by_reason"))).isEqualTo(bad);
            assertThat(valid).hasSize(rows - (int) bad);
            assertThat(rejected).hasSize((int) bad);
            assertThat(merged(input, valid, rejected))
                    .isEqualTo(input.stream().map(RowConservationTest::asTable).toList());
            assertThat(metrics.sums())
                    .containsEntry("RecordsIn", BigDecimal.valueOf(rows))
                    .containsEntry("RecordsValid", BigDecimal.valueOf(rows - bad))
                    .containsEntry("RecordsRejected", BigDecimal.valueOf(bad));
            assertThat(metrics.reasons().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(bad);
        }
    }

    /** The row in eight columns: what is missing is empty, what is too much stands in the last one. */
    private static List<String> asTable(List<String> row) {
        List<String> columns = new ArrayList<>(row.subList(0, Math.min(row.size(), COLUMNS)));
        columns.addAll(Collections.nCopies(COLUMNS - columns.size(), ""));
        if (row.size() > COLUMNS) {
            columns.set(COLUMNS - 1, String.join(",", row.subList(COLUMNS - 1, row.size())));
        }
        return columns;
    }

    private static long sum(Object counts) {
        return Json.object(counts).values().stream()
                .mapToLong(count -> ((Number) count).longValue())
                .sum();
    }

    /** The rows of both outputs, each as it came, in the order of the input. */
    private static List<List<String>> merged(
            List<List<String>> input, List<List<String>> valid, List<List<String>> rejected) {
        List<List<String>> merged = new ArrayList<>();
        int good = 0;
        int bad = 0;
        for (List<String> row : input) {
            if (good < valid.size() && valid.get(good).equals(row)) {
                merged.add(valid.get(good++));
            } else if (bad < rejected.size()) {
                List<String> withReason = rejected.get(bad++);
                merged.add(withReason.subList(0, withReason.size() - 1));
            }
        }
        return merged;
    }

    /** The rows without the header, read by another's parser. */
    private static List<List<String>> parse(String text) {
        try (CSVParser parser = CSVParser.parse(text, CSVFormat.RFC4180)) {
            return parser.stream().skip(1).map(CSVRecord::toList).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
