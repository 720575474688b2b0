package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.routes.Ingest.Setup;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The example's outputs, of files that are larger than those of its cases. */
@ExtendWith(SharedCloud.class)
class PartitionedOutputsTest {

    private static final List<String> COUNTRIES = List.of("DE", "FR", "CH");

    private static Setup setup() {
        return new Setup()
                .routes(Path.of("examples"))
                .route("orders-ingest")
                .property("orders.bucket", "{{health.bucket}}");
    }

    private static String lines(int count) {
        SplittableRandom random = new SplittableRandom(count);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            String name = Long.toString(random.nextLong(), 36) + Long.toString(random.nextLong(), 36);
            lines.append("{\"order_id\": ").append(i).append(", \"country\": \"");
            lines.append(COUNTRIES.get(random.nextInt(COUNTRIES.size()))).append("\", \"customer\": {\"name\": \"");
            lines.append(name.repeat(20)).append("\"}}\n");
        }
        return lines.toString();
    }

    /** The rows of all CSV objects, without their headers. */
    private static long rows(Ingest ingest, List<String> keys) {
        return keys.stream()
                .mapToLong(key -> ingest.store().text(key).lines().count() - 1)
                .sum();
    }

    private static List<String> csv(Ingest ingest) {
        return ingest.store().outputs().stream()
                .filter(key -> key.startsWith("silver/"))
                .toList();
    }

    @Test
    void shouldBeginPartitionsAgain_whenTheyTakeTooMuchMemory(EmbeddedCloud cloud) throws Exception {
        try (Ingest ingest = new Ingest(cloud, setup().property("dromedary.partitions.bytes", 1_000_000))) {
            assertThat(ingest.process("raw/x.ndjson", lines(5_000))).isEqualTo("success");

            List<String> keys = csv(ingest);
            assertThat(keys)
                    .contains("silver/country=DE/x.csv", "silver/country=DE/x-2.csv")
                    .hasSizeGreaterThan(3);
            assertThat(rows(ingest, keys)).isEqualTo(5_000);
            assertThat(ingest.store().openUploads()).isEmpty();

            assertThat(ingest.process("raw/x.ndjson", lines(10))).isEqualTo("success");

            assertThat(csv(ingest)).hasSizeBetween(1, 3).noneMatch(key -> key.contains("x-"));
            assertThat(rows(ingest, csv(ingest))).isEqualTo(10);
        }
    }

    @Test
    void shouldWriteTheSame_whenFewPartitionsAreOpenAtOnce(EmbeddedCloud cloud) throws Exception {
        try (Ingest ingest = new Ingest(cloud, setup().property("dromedary.partitions.open", 1))) {
            assertThat(ingest.process("raw/x.ndjson", lines(3_000))).isEqualTo("success");

            assertThat(rows(ingest, csv(ingest))).isEqualTo(3_000);
            assertThat(ingest.store().text("lines/x.ndjson").lines()).hasSize(3_000);
        }
    }

    @Test
    void shouldRejectTheFileWhole_whenItHasTooManyPartitions(EmbeddedCloud cloud) throws Exception {
        try (Ingest ingest = new Ingest(cloud, setup().property("dromedary.partitions.most", 2))) {
            assertThat(ingest.process("raw/x.ndjson", "{\"order_id\": 1, \"country\": \"DE\"}\n"))
                    .isEqualTo("success");

            assertThat(ingest.process("raw/x.ndjson", lines(100))).isEqualTo("rejected");

            assertThat(ingest.store().outputs()).containsExactly("manifests/x.json");
            assertThat(ingest.store().json("manifests/x.json").toString()).contains("too_many_partitions");
            assertThat(ingest.store().openUploads()).isEmpty();
        }
    }
}
