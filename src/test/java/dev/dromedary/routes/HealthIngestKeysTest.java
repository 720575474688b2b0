package dev.dromedary.routes;

import static dev.dromedary.routes.Readings.GOOD;
import static dev.dromedary.routes.Readings.HEADER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever may upload chooses the key: it is data, in outputs, manifest, event and ledger, and never code. */
@ExtendWith(SharedCloud.class)
class HealthIngestKeysTest {

    private Ingest ingest;

    @BeforeEach
    void start(EmbeddedCloud cloud) throws Exception {
        ingest = new Ingest(cloud);
    }

    @AfterEach
    void stop() {
        ingest.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b/x",
                "a//x",
                "../../x",
                "./x",
                "/x",
                "line\nbreak\r\nx",
                "tab\tnull-free\u0001\u0085\u2028x",
                "Zoë 🐪 \u202Ex",
                "a b+c%20d%2Fe&f?g=h#i",
                "it's \"quoted\" \\ x",
                "a,status,forged,b",
                "a),b,(c",
                "${body}",
                "${exchangeProperty.name}",
                "$simple{body}",
                "${bean:type:java.lang.System?method=exit(3)}",
                "${header.objectKey}",
                "a ${",
                "a } b",
                "{{health.bus}}",
                "{{no.such.property}}",
                "RAW(x)",
                "x.csv",
                "*?[x]",
            })
    void shouldTakeTheKeyLiterally_whenItIsHostile(String name) {
        String key = "raw/" + name + ".csv";
        Map<String, Object> event = ingest.upload(key, HEADER + GOOD);

        String outcome = Json.outcome(ingest.invoke(event));

        String stem = stem(name);
        String correlationId = ingest.bucket + "/" + key + "@" + Json.at(event, "detail", "object", "version-id");
        assertThat(outcome).isEqualTo("success");
        assertThat(ingest.store().outputs())
                .containsExactlyInAnyOrder(
                        "processed/" + stem + ".csv",
                        "processed/" + stem + "_manifest.json",
                        "rejected/" + stem + "_rejected.csv");
        assertThat(ingest.store().text("processed/" + stem + ".csv")).isEqualTo(HEADER + GOOD);
        assertThat(ingest.store().json("processed/" + stem + "_manifest.json"))
                .containsEntry("correlation_id", correlationId)
                .containsEntry("status", "success")
                .containsEntry("source_key", key)
                .containsEntry("processed_key", "processed/" + stem + ".csv");
        assertThat(ingest.told())
                .extracting(told -> told.get("detail"))
                .isEqualTo(List.of(Map.of(
                        "correlation_id",
                        correlationId,
                        "status",
                        "success",
                        "bucket",
                        ingest.bucket,
                        "processed_key",
                        "processed/" + stem + ".csv",
                        "manifest_key",
                        "processed/" + stem + "_manifest.json",
                        "etag",
                        ingest.store().etag("processed/" + stem + ".csv"),
                        "size",
                        ingest.store().bytes("processed/" + stem + ".csv").length,
                        "sequencer",
                        Json.at(event, "detail", "object", "sequencer"),
                        "counts",
                        Map.of("input", 1, "valid", 1, "rejected", 0))));
        assertThat(ingest.ledger().state(ingest.bucket, key)).isEqualTo("DONE");
    }

    /** A name that a put would evaluate as an expression is encoded; a name that ends like another suffix keeps its end. */
    private static String stem(String name) {
        if (name.contains("${") || name.contains("$simple{")) {
            return name.replace("%", "%25").replace("$", "%24");
        }
        return name.endsWith(".csv") ? name + ".csv" : name;
    }

    @ParameterizedTest
    @ValueSource(strings = {"${body}", "a,status,success,b", "line\nbreak", "it's \"quoted\""})
    void shouldTakeTheKeyLiterally_whenTheFileIsRejected(String name) {
        String key = "raw/" + name + ".csv";
        Map<String, Object> event = ingest.upload(key, "no,reading\n1,2\n");

        ingest.invoke(event);

        String correlationId = ingest.bucket + "/" + key + "@" + Json.at(event, "detail", "object", "version-id");
        Map<String, Object> manifest = ingest.store().json("processed/" + stem(name) + "_manifest.json");
        assertThat(ingest.told())
                .extracting(told -> told.get("detail"))
                .isEqualTo(List.of(Map.of(
                        "correlation_id",
                        correlationId,
                        "status",
                        "rejected",
                        "bucket",
                        ingest.bucket,
                        "source_key",
                        key,
                        "processed_key",
                        "processed/" + stem(name) + ".csv",
                        "sequencer",
                        manifest.get("source_sequencer"),
                        "manifest_key",
                        "processed/" + stem(name) + "_manifest.json",
                        "error",
                        manifest.get("error"))));
    }
}
