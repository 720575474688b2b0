package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.routes.Calls.Call;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * A reply that was cut and agrees with itself, wherever an object is read that was announced. Ingest's own reading is in
 * {@link HealthIngestReadingTest}.
 */
@ExtendWith(SharedCloud.class)
class ShortReplyTest {

    private final EmbeddedCloud cloud;

    ShortReplyTest(EmbeddedCloud cloud) {
        this.cloud = cloud;
    }

    /** The end of a row, nothing but the header, and nothing at all. */
    @ParameterizedTest
    @ValueSource(strings = {"rows", "header", "nothing"})
    void shouldFailAndAnalyzeAgain_whenAProcessedFileComesShort(String left) throws Exception {
        try (Health health = new Health(cloud)) {
            Map<String, Object> processed = health.ingest("short", Files.readString(Path.of("sample-csv/health.csv")));
            String content = health.place.store().text("processed/short.csv");
            int end = left.equals("rows") ? content.indexOf('\n', 5000) + 1 : content.indexOf('\n') + 1;
            health.calls.from(BrokenBody.SHORT.after(left.equals("nothing") ? 0 : end));

            assertThat(health.outcome(Health.ANALYZE, processed)).isNull();

            assertThat(health.place.store().outputs()).doesNotContain("analyzed/short_analysis.json");
            health.calls.pass();
            assertThat(health.outcome(Health.ANALYZE, processed)).isEqualTo("analyzed");
            assertThat(health.place.store().json("analyzed/short_analysis.json"))
                    .containsEntry("records_analyzed", 850);
        }
    }

    /** The file that came last, and the three processed files of the day. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void shouldFailAndSendAllAgain_whenAFileOfADayComesShort(int read) {
        try (Customers customers = new Customers(cloud)) {
            List<Map<String, Object>> events = customers.day("20220130");
            assertThat(customers.collect(events.get(0))).isEqualTo("success");
            assertThat(customers.collect(events.get(1))).isEqualTo("success");
            String cut = read == 1 ? "processed/customers_20220130.csv" : "raw/items_20220130.csv";
            String content = customers.store().text(cut);
            // The first row is left whole.
            int end = content.indexOf('\n', content.indexOf('\n') + 1) + 1;
            customers.calls.from(BrokenBody.SHORT.after(end, read));

            assertThat(customers.collect(events.get(2))).isNull();

            assertThat(customers.messages()).isEmpty();
            assertThat(customers.errors()).isEmpty();
            customers.calls.pass();
            assertThat(customers.collect(events.get(2))).isEqualTo("success");
            assertThat(customers.messages())
                    .hasSize(2)
                    .anyMatch(message -> message.contains("\"total_amount_spent\":32.30"));
        }
    }

    @Test
    void shouldFailAndRecordLater_whenS3SaysThatTheObjectIsShorter() {
        try (Catalog catalog = new Catalog(cloud, true)) {
            catalog.put("x", "four");
            Map<String, Object> event = catalog.events().get(0);
            catalog.place.calls.from(new Calls.Meddler() {
                @Override
                public Object after(Call call, Object reply) {
                    return reply instanceof HeadObjectResponse head
                            ? head.toBuilder().contentLength(3L).build()
                            : reply;
                }
            });

            assertThat(catalog.outcome(event)).isNull();

            assertThat(catalog.item("x")).isNull();
            catalog.place.calls.pass();
            assertThat(catalog.outcome(event)).isEqualTo("recorded");
            assertThat(catalog.texts("x")).containsEntry("size", "4");
        }
    }
}
