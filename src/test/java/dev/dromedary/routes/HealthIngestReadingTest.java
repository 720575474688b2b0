package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.function.runtime.InvocationFailedException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;

/** A body that breaks off: the invocation fails, nothing of it is seen, and the next one starts from the beginning. */
@ExtendWith(SharedCloud.class)
class HealthIngestReadingTest {

    private static final String SMALL = Readings.file(0, 2500);
    private static final String LARGE = Readings.file(0, 200_000);

    private Ingest ingest;

    @BeforeEach
    void start(EmbeddedCloud cloud) throws Exception {
        ingest = new Ingest(cloud);
    }

    @AfterEach
    void stop() {
        ingest.close();
    }

    static Stream<Arguments> breaks() {
        return Stream.of(BrokenBody.values())
                .flatMap(broken -> Stream.of(0, 1, 40, Readings.HEADER.length(), SMALL.length() / 2, SMALL.length() - 1)
                        .map(place -> Arguments.of(broken, place)));
    }

    @ParameterizedTest(name = "{0} after {1} bytes")
    @MethodSource("breaks")
    void shouldFailAndShowNothing_whenTheBodyBreaksOff(BrokenBody broken, int place) {
        check(broken, place, SMALL.getBytes(StandardCharsets.UTF_8), SMALL);
    }

    @ParameterizedTest(name = "{0} after {1} bytes")
    @MethodSource("breaks")
    void shouldFailAndNotBlameTheFile_whenACompressedBodyBreaksOff(BrokenBody broken, int place) {
        byte[] content = Readings.gzip(SMALL.getBytes(StandardCharsets.UTF_8));

        check(broken, Math.min(place, content.length - 1), content, SMALL);
    }

    static Stream<Arguments> lateBreaks() {
        return Stream.of(BrokenBody.values())
                .flatMap(broken -> Stream.of(7_000_000, LARGE.length() - 1).map(place -> Arguments.of(broken, place)));
    }

    @ParameterizedTest(name = "{0} after {1} bytes")
    @MethodSource("lateBreaks")
    void shouldAbortItsUploads_whenTheBodyBreaksOffAfterAPartWentUp(BrokenBody broken, int place) {
        check(broken, place, LARGE.getBytes(StandardCharsets.UTF_8), LARGE);
    }

    private void check(BrokenBody broken, int place, byte[] content, String rows) {
        Map<String, Object> event = ingest.upload("raw/x.csv", content);
        ingest.calls.from(broken.after(place));

        assertThatThrownBy(() -> ingest.invoke(event)).isInstanceOf(InvocationFailedException.class);

        assertThat(ingest.store().outputs()).isEmpty();
        assertThat(ingest.store().openUploads()).isEmpty();
        assertThat(ingest.told()).isEmpty();
        assertThat(ingest.ledger().state(ingest.bucket, "raw/x.csv")).isEqualTo("RELEASED");
        assertThat(ingest.calls.operations()).containsOnlyOnce("getObject");

        assertThat(Json.outcome(ingest.invoke(event))).isEqualTo("success");

        assertThat(ingest.store().text("processed/x.csv")).isEqualTo(valid(rows));
        assertThat(ingest.store().text("rejected/x_rejected.csv")).isEqualTo(rejected(rows));
        assertThat(ingest.store().openUploads()).isEmpty();
    }

    private static String valid(String rows) {
        StringBuilder valid = new StringBuilder();
        rows.lines().filter(row -> !row.contains(",78,,")).forEach(row -> valid.append(row)
                .append('\n'));
        return valid.toString();
    }

    private static String rejected(String rows) {
        StringBuilder rejected = new StringBuilder(Readings.REJECTED_HEADER);
        rows.lines().filter(row -> row.contains(",78,,")).forEach(row -> rejected.append(row)
                .append(",missing_spo2\n"));
        return rejected.toString();
    }

    @Test
    void shouldFailAndShowNothing_whenOnePartCanNotBeUploaded() {
        Map<String, Object> event = ingest.upload(
                "raw/x.csv", LARGE + Readings.file(200_000, 60_000).substring(Readings.HEADER.length()));
        ingest.calls.from(new Calls.Meddler() {
            @Override
            public void before(Calls.Call call) {
                if (call.is("uploadPart") && call.nth() == 1) {
                    throw Fault.BUSY.exception(call);
                }
            }
        });

        assertThatThrownBy(() -> ingest.invoke(event))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining("The outputs can't be written");

        assertThat(ingest.store().outputs()).isEmpty();
        assertThat(ingest.store().openUploads()).isEmpty();
        assertThat(Json.outcome(ingest.invoke(event))).isEqualTo("success");
        assertThat(ingest.store().text("processed/x.csv")).hasLineCount(260_000 * 9 / 10 + 1);
        assertThat(ingest.store().text("rejected/x_rejected.csv")).hasLineCount(260_000 / 10 + 1);
    }

    @Test
    void shouldReadNoFurther_whenAStepHasFailed() {
        Map<String, Object> event = ingest.upload("raw/x.csv", LARGE);
        AtomicLong read = new AtomicLong();
        ingest.calls.from(new Calls.Meddler() {
            @Override
            public Object after(Calls.Call call, Object reply) {
                return reply instanceof ResponseInputStream<?> body
                        ? new ResponseInputStream<>(body.response(), counted(body, read))
                        : reply;
            }

            @Override
            public void before(Calls.Call call) {
                if (call.is("createMultipartUpload")) {
                    throw Fault.DENIED.exception(call);
                }
            }
        });

        assertThatThrownBy(() -> ingest.invoke(event)).isInstanceOf(InvocationFailedException.class);

        assertThat(read)
                .as("what was read before the failure, and ahead of it")
                .hasValueBetween(1L, (long) LARGE.length() * 3 / 4);
    }

    private static AbortableInputStream counted(InputStream body, AtomicLong read) {
        return AbortableInputStream.create(new FilterInputStream(body) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = super.read(buffer, offset, length);
                read.addAndGet(Math.max(count, 0));
                return count;
            }
        });
    }
}
