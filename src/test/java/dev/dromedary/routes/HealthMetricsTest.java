package dev.dromedary.routes;

import static dev.dromedary.routes.Readings.FAST_HEART;
import static dev.dromedary.routes.Readings.GOOD;
import static dev.dromedary.routes.Readings.HEADER;
import static dev.dromedary.routes.Readings.NO_SPO2;
import static dev.dromedary.routes.Readings.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.function.metrics.MetricsLog;
import dev.dromedary.function.runtime.InvocationFailedException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;

/** What the real route health-ingest measures. */
@ExtendWith(SharedCloud.class)
class HealthMetricsTest {

    private static final BigDecimal NONE = BigDecimal.ZERO;

    private final MetricsLog log = new MetricsLog();
    private Ingest ingest;

    @BeforeEach
    void start(EmbeddedCloud cloud) throws Exception {
        ingest = new Ingest(
                cloud,
                new Ingest.Setup().beans(registry -> registry.bind("metricsOutput", PrintStream.class, log.output())));
    }

    @AfterEach
    void stop() {
        ingest.close();
    }

    @Test
    void shouldCountRowsByReason_whenAFileIsIngested() {
        String file = HEADER + GOOD + OTHER + NO_SPO2 + FAST_HEART + NO_SPO2.replace("u1", "u9");

        ingest.process("raw/x.csv", file);

        assertThat(log.sums()).isEqualTo(counted(2, 3, "40.0", file.length()));
        assertThat(log.reasons()).isEqualTo(Map.of("missing_spo2", 2L, "invalid_heart_rate", 1L));
    }

    @Test
    void shouldCountThemToo_whenAllRowsAreRejected() {
        ingest.process("raw/x.csv", HEADER + NO_SPO2);

        assertThat(log.sums()).isEqualTo(counted(0, 1, "0.0", HEADER.length() + NO_SPO2.length()));
        assertThat(log.reasons()).isEqualTo(Map.of("missing_spo2", 1L));
    }

    @Test
    void shouldCountThePackedBytes_whenAFileIsPacked() {
        byte[] packed = Readings.gzip(Readings.file(0, 200).getBytes(StandardCharsets.UTF_8));

        ingest.process("raw/x.csv.gz", packed);

        assertThat(log.sums()).isEqualTo(counted(180, 20, "90.0", packed.length));
    }

    @Test
    void shouldCountNoRow_whenAFileIsRejectedWhole() {
        ingest.process("raw/x.csv", "no,reading\n1,2\n");

        assertThat(log.sums()).containsOnlyKeys("BytesIn", "DuplicatesSkipped");
    }

    @Test
    void shouldCountADuplicateAndNoRow_whenTheEventComesAgain() {
        Map<String, Object> event = ingest.upload("raw/x.csv", HEADER + GOOD);
        ingest.invoke(event);
        log.forget();

        ingest.invoke(event);

        assertThat(log.sums()).isEqualTo(Map.of("DuplicatesSkipped", BigDecimal.ONE));
    }

    @Test
    void shouldCountADuplicateAndNoRow_whenALaterVersionIsThere() {
        Map<String, Object> first = ingest.upload("raw/x.csv", HEADER + GOOD);
        ingest.invoke(ingest.upload("raw/x.csv", HEADER + OTHER));
        log.forget();

        assertThat(Json.outcome(ingest.invoke(first))).isEqualTo("superseded");

        assertThat(log.sums()).isEqualTo(Map.of("DuplicatesSkipped", BigDecimal.ONE));
    }

    @Test
    void shouldCountADuplicateAndNoRow_whenTheContentIsNotNew() {
        String file = HEADER + GOOD;
        ingest.process("raw/x.csv", file);
        for (String key : List.of("raw/x.csv", "raw/y.csv")) {
            log.forget();

            assertThat(ingest.process(key, file)).isIn("unchanged", "duplicate");

            assertThat(log.sums())
                    .isEqualTo(
                            Map.of("DuplicatesSkipped", BigDecimal.ONE, "BytesIn", BigDecimal.valueOf(file.length())));
        }
    }

    @Test
    void shouldCountRowsOnce_whenTheFirstAttemptFails() {
        String file = HEADER + GOOD + NO_SPO2;
        Map<String, Object> event = ingest.upload("raw/x.csv", file);
        ingest.calls.pass();
        ingest.calls.from(new Calls.Meddler() {
            @Override
            public void before(Calls.Call call) {
                if (call.is("putEvents")) {
                    throw new IllegalStateException("no");
                }
            }
        });

        assertThatThrownBy(() -> ingest.invoke(event)).isInstanceOf(InvocationFailedException.class);

        assertThat(log.sums())
                .isEqualTo(Map.of("DuplicatesSkipped", NONE, "BytesIn", BigDecimal.valueOf(file.length())));
        log.forget();
        ingest.invokeUndisturbed(event);
        assertThat(log.sums()).isEqualTo(counted(1, 1, "50.0", file.length()));
    }

    @Test
    void shouldAddThemUp_whenAnEventTellsOfSeveralObjects() {
        String one = HEADER + GOOD;
        String two = HEADER + OTHER + NO_SPO2;
        Map<String, Object> event = Map.of(
                "Records",
                List.of(record("raw/one.csv", one), record("raw/two.csv", two), record("raw/three.csv", one)));

        ingest.invoke(event);

        Map<String, BigDecimal> expected = counted(2, 1, "66.67", 2 * one.length() + two.length());
        // The third is the first under another name.
        expected.put("DuplicatesSkipped", BigDecimal.ONE);
        assertThat(log.sums()).isEqualTo(expected);
    }

    @Test
    void shouldCountJustWhatSucceeded_whenAnotherObjectFails() {
        String one = HEADER + GOOD;
        Map<String, Object> event =
                Map.of("Records", List.of(record("raw/one.csv", one), Map.of("eventSource", "aws:none")));

        assertThatThrownBy(() -> ingest.invoke(event)).isInstanceOf(InvocationFailedException.class);

        assertThat(log.sums()).isEqualTo(counted(1, 0, "100.0", one.length()));
    }

    private Map<String, Object> record(String key, String content) {
        String etag = ingest.cloud
                .s3()
                .putObject(put -> put.bucket(ingest.bucket).key(key), RequestBody.fromString(content))
                .eTag()
                .replace("\"", "");
        return Map.of(
                "eventSource", "aws:s3",
                "eventName", "ObjectCreated:Put",
                "s3",
                        Map.of(
                                "bucket", Map.of("name", ingest.bucket),
                                "object", Map.of("key", key, "eTag", etag, "sequencer", "01")));
    }

    private static Map<String, BigDecimal> counted(long valid, long rejected, String score, long bytes) {
        return new TreeMap<>(Map.of(
                "RecordsIn", BigDecimal.valueOf(valid + rejected),
                "RecordsValid", BigDecimal.valueOf(valid),
                "RecordsRejected", BigDecimal.valueOf(rejected),
                "QualityScore", new BigDecimal(score),
                "BytesIn", BigDecimal.valueOf(bytes),
                "DuplicatesSkipped", NONE));
    }
}
