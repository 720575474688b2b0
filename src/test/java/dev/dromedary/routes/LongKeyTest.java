package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys as long as S3 takes them; those of the outputs are longer still. */
@ExtendWith(SharedCloud.class)
class LongKeyTest {

    private final EmbeddedCloud cloud;

    LongKeyTest(EmbeddedCloud cloud) {
        this.cloud = cloud;
    }

    /** 1,024 bytes with {@code raw/} and {@code .csv}. */
    private static String longest(String letter) {
        String name = letter.repeat(1016 / letter.getBytes(StandardCharsets.UTF_8).length);
        return name + "x".repeat(1016 - name.getBytes(StandardCharsets.UTF_8).length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "漢", "😀", "dir/"})
    void shouldGoAllTheWay_whenTheKeyIsAsLongAsItCanBe(String letter) {
        try (Health health = new Health(cloud)) {
            String name = longest(letter);

            Map<String, Object> processed = health.ingest(name, Readings.HEADER + Readings.GOOD);
            Map<String, Object> analyzed = health.analyze(processed);
            assertThat(health.outcome(Health.NOTIFY, analyzed)).isEqualTo("sent");

            assertThat(health.place.store().outputs()).hasSize(4).allSatisfy(key -> assertThat(
                            key.getBytes(StandardCharsets.UTF_8).length)
                    .isLessThanOrEqualTo(1024));
            Map<String, Object> detail = Json.object(processed.get("detail"));
            assertThat(health.place.store().json((String) detail.get("manifest_key")))
                    .containsEntry("source_key", "raw/" + name + ".csv")
                    .containsEntry("status", "success");
        }
    }

    @Test
    void shouldShareNoOutputs_whenLongKeysDifferAtTheEnd() {
        try (Health health = new Health(cloud)) {
            String name = longest("a");

            Object first = Json.at(health.ingest(name, Readings.HEADER + Readings.GOOD), "detail", "processed_key");
            Object second = Json.at(
                    health.ingest(name.substring(1) + "b", Readings.HEADER + Readings.GOOD.repeat(2)),
                    "detail",
                    "processed_key");

            assertThat(first).isNotEqualTo(second);
            assertThat(health.place.store().outputs()).hasSize(6);
        }
    }

    @Test
    void shouldRejectTheFile_whenTheRoutesOwnPrefixIsTooLong(@TempDir Path folder) throws Exception {
        RoutesCopy routes = new RoutesCopy(folder);
        routes.replace("valid: processed/", "valid: processed/" + "p".repeat(300) + "/");
        routes.replace("key: processed/", "key: processed/" + "p".repeat(300) + "/");
        try (Ingest ingest = new Ingest(cloud, new Ingest.Setup().routes(routes.folder))) {
            Map<String, Object> event = ingest.upload("raw/" + longest("a") + ".csv", Readings.HEADER + Readings.GOOD);

            assertThat(Json.outcome(ingest.invoke(event))).isEqualTo("rejected");

            assertThat(ingest.store().outputs()).isEmpty();
            assertThat(ingest.told())
                    .extracting(told -> Json.at(told, "detail", "error", "reason"))
                    .isEqualTo(List.of("key_too_long"));
            assertThat(Json.outcome(ingest.invoke(event))).isEqualTo("done already");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".CSV", ".Csv"})
    void shouldTakeTheFilesOfADay_whenTheirEndingIsInCapitals(String ending) {
        try (Customers customers = new Customers(cloud)) {
            List<Map<String, Object>> events = customers.day("20220130");
            customers.collect(events.get(0));
            customers.collect(events.get(1));
            Map<String, Object> items =
                    customers.upload("items_20220130" + ending, Customers.ITEMS + "1,O1,x,1,12.30\n2,O2,y,1,20.00\n");

            assertThat(customers.collect(items)).isEqualTo("success");

            assertThat(customers.messages())
                    .hasSize(2)
                    .anyMatch(message -> message.contains("\"total_amount_spent\":32.30"));
            assertThat(customers.errors()).isEmpty();
            // With small letters it was uploaded before.
            assertThat(customers.collect(events.get(2))).isEqualTo("superseded");
            assertThat(customers.messages()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".CSV", ".Csv", ".CSV.gz", ".CSV.GZ"})
    void shouldKeepOutputsApart_whenKeysDifferInTheCaseOfTheirEnding(String ending) throws Exception {
        try (Ingest ingest = new Ingest(cloud)) {
            String rows = Readings.HEADER + Readings.GOOD;
            byte[] content = rows.getBytes(StandardCharsets.UTF_8);
            byte[] stored = ending.toLowerCase(Locale.ROOT).endsWith("gz") ? Readings.gzip(content) : content;

            assertThat(Json.outcome(ingest.invoke(ingest.upload("raw/x" + ending, stored))))
                    .isEqualTo("success");
            ingest.invoke(ingest.upload("raw/x.csv", rows + Readings.GOOD));

            assertThat(ingest.store().text("processed/x" + ending + ".csv")).isEqualTo(rows);
            assertThat(ingest.store().text("processed/x.csv")).isEqualTo(rows + Readings.GOOD);
        }
    }
}
