package dev.dromedary.routes;

import static dev.dromedary.routes.Readings.GOOD;
import static dev.dromedary.routes.Readings.HEADER;
import static dev.dromedary.routes.Readings.OTHER;
import static dev.dromedary.routes.Readings.REJECTED_HEADER;
import static dev.dromedary.routes.Readings.gzip;
import static dev.dromedary.routes.Readings.rejected;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The forms in which a file may come: those that can be read, and those that no retry can help. */
@ExtendWith(SharedCloud.class)
class HealthIngestFormsTest {

    private static final String BROKEN_QUOTE = "2026-01-05T08:00:00Z,\"u\"1,78,97,6500,36.7,122,79\n";
    private static final String SHORT = "2026-01-05T08:00:00Z,u1,78\n";
    private static final String LONG = GOOD.strip() + ",more\n";

    private Ingest ingest;

    @BeforeEach
    void start(EmbeddedCloud cloud) throws Exception {
        ingest = new Ingest(cloud);
    }

    @AfterEach
    void stop() {
        ingest.close();
    }

    static Stream<Arguments> unusable() {
        byte[] binary = new byte[5000];
        new Random(7).nextBytes(binary);
        binary[0] = 'P';
        byte[] zeros = new byte[17 * 1024 * 1024];
        System.arraycopy(HEADER.getBytes(UTF_8), 0, zeros, 0, HEADER.length());
        byte[] blanks = (HEADER + "\n".repeat(20 * 1024 * 1024)).getBytes(UTF_8);
        byte[] corrupt = gzip(Readings.file(0, 1000).getBytes(UTF_8));
        corrupt[corrupt.length / 2] ^= 0x55;
        return Stream.of(
                Arguments.of("empty", "empty_file", new byte[0]),
                Arguments.of("blank lines only", "empty_file", "\n\r\n\n".getBytes(UTF_8)),
                Arguments.of("binary", "binary_file", binary),
                Arguments.of("UTF-16 without mark", "missing_byte_order_mark", (HEADER + GOOD).getBytes(UTF_16LE)),
                Arguments.of("JSON", "json_file", "{\"a\": 1}\n".getBytes(UTF_8)),
                Arguments.of("gzip within gzip", "gzip_in_gzip", gzip(gzip((HEADER + GOOD).getBytes(UTF_8)))),
                Arguments.of("no header", "missing_header", (GOOD + OTHER).getBytes(UTF_8)),
                Arguments.of("title rows", "title_rows", ("Report,,,,,,,\n" + HEADER + GOOD).getBytes(UTF_8)),
                Arguments.of(
                        "semicolons",
                        "wrong_delimiter",
                        (HEADER + GOOD).replace(',', ';').getBytes(UTF_8)),
                Arguments.of("missing column", "missing_column", (HEADER.replace(",spo2", "") + GOOD).getBytes(UTF_8)),
                Arguments.of(
                        "duplicate column", "duplicate_column", (HEADER.strip() + ",spo2\n" + GOOD).getBytes(UTF_8)),
                Arguments.of("gzip bomb of zeros", "record_too_large", gzip(zeros)),
                Arguments.of("gzip bomb of blank lines", "gzip_ratio", gzip(blanks)),
                Arguments.of("corrupt gzip", "gzip_corrupt", corrupt),
                Arguments.of(
                        "gzip cut short",
                        "gzip_corrupt",
                        Arrays.copyOf(gzip(Readings.file(0, 9).getBytes(UTF_8)), 60)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("unusable")
    void shouldRejectTheWholeFile_whenItCanNeverSucceed(String form, String reason, byte[] content) {
        Map<String, Object> event = ingest.upload("raw/x.csv", content);

        String outcome = Json.outcome(ingest.invoke(event));

        Map<String, Object> manifest = ingest.store().json("processed/x_manifest.json");
        assertThat(outcome).isEqualTo("rejected");
        assertThat(ingest.store().outputs()).containsExactly("processed/x_manifest.json");
        assertThat(ingest.store().openUploads()).isEmpty();
        assertThat(manifest)
                .containsEntry("status", "rejected")
                .containsEntry("source_key", "raw/x.csv")
                .containsEntry("source_bytes", content.length)
                .doesNotContainKeys("processed_key", "rejected_key");
        assertThat(Json.at(manifest, "error", "reason")).isEqualTo(reason);
        assertThat(ingest.told()).singleElement().satisfies(told -> assertThat(told)
                .containsEntry("detail-type", "Data Processing Failed")
                .containsEntry(
                        "detail",
                        Map.of(
                                "correlation_id",
                                manifest.get("correlation_id"),
                                "status",
                                "rejected",
                                "bucket",
                                ingest.bucket,
                                "source_key",
                                "raw/x.csv",
                                "processed_key",
                                "processed/x.csv",
                                "sequencer",
                                manifest.get("source_sequencer"),
                                "manifest_key",
                                "processed/x_manifest.json",
                                "error",
                                manifest.get("error"))));
        assertThat(ingest.ledger().state(ingest.bucket, "raw/x.csv")).isEqualTo("DONE");
    }

    static Stream<Arguments> usable() {
        String extra = HEADER.strip() + ",device\n";
        String note = HEADER.strip() + ",note\n";
        String quoted = GOOD.strip() + ",\"say \"\"hi\"\", twice\"\n";
        String open = GOOD.replace("u1", "\"u1");
        // What follows the quote is one value, as it stands there.
        String unclosed = GOOD.strip().replace("u1", "\"\"\"u1") + "\",,,,,,";
        return Stream.of(
                Arguments.of(
                        "CRLF", (HEADER + GOOD + OTHER).replace("\n", "\r\n"), HEADER + GOOD + OTHER, REJECTED_HEADER),
                Arguments.of("BOM", "\uFEFF" + HEADER + GOOD, HEADER + GOOD, REJECTED_HEADER),
                Arguments.of("no last line end", HEADER + GOOD.strip(), HEADER + GOOD, REJECTED_HEADER),
                Arguments.of(
                        "blank lines", HEADER + "\n" + GOOD + "\n\n" + OTHER, HEADER + GOOD + OTHER, REJECTED_HEADER),
                Arguments.of(
                        "ragged rows",
                        HEADER + SHORT + GOOD + LONG,
                        HEADER + GOOD,
                        REJECTED_HEADER
                                + rejected(SHORT.strip() + ",,,,,\n", "wrong_number_of_values")
                                + rejected(LONG.replace("79,more", "\"79,more\""), "wrong_number_of_values")),
                Arguments.of(
                        "malformed quote",
                        HEADER + BROKEN_QUOTE + GOOD,
                        HEADER + GOOD,
                        REJECTED_HEADER
                                + rejected(BROKEN_QUOTE.replace("\"u\"1", "\"\"\"u\"\"1\""), "malformed_quote")),
                Arguments.of(
                        "extra column",
                        extra + GOOD.strip() + ",d1\n",
                        extra + GOOD.strip() + ",d1\n",
                        extra.strip() + ",reject_reason\n"),
                Arguments.of(
                        "quoted delimiter and quotes", note + quoted, note + quoted, note.strip() + ",reject_reason\n"),
                Arguments.of(
                        "quotes that never close",
                        HEADER + open + GOOD + OTHER + open,
                        HEADER + GOOD + OTHER,
                        REJECTED_HEADER + rejected(unclosed, "malformed_quote").repeat(2)),
                Arguments.of(
                        "CR line ends",
                        (HEADER + GOOD + OTHER).replace('\n', '\r'),
                        HEADER + GOOD + OTHER,
                        REJECTED_HEADER),
                Arguments.of(
                        "a line that says the delimiter",
                        "sep=;\r\n" + (HEADER + GOOD + SHORT).replace(',', ';'),
                        HEADER + GOOD,
                        REJECTED_HEADER + rejected(SHORT.strip() + ",,,,,", "wrong_number_of_values")),
                Arguments.of(
                        "names that look alike",
                        HEADER.replace("user_id", "\uFEFFuser_id\u00A0") + GOOD,
                        HEADER + GOOD,
                        REJECTED_HEADER),
                Arguments.of(
                        "values that look like expressions",
                        note + GOOD.strip() + ",${exchangeProperty.name}\n" + GOOD.strip() + ",=cmd|'/c calc'!A1\n",
                        note + GOOD.strip() + ",${exchangeProperty.name}\n" + GOOD.strip() + ",=cmd|'/c calc'!A1\n",
                        note.strip() + ",reject_reason\n"),
                Arguments.of(
                        "lone CR",
                        note + GOOD.strip() + ",first\rsecond\n",
                        note + GOOD.strip() + ",\"first\rsecond\"\n",
                        note.strip() + ",reject_reason\n"),
                Arguments.of(
                        "unicode",
                        HEADER + GOOD.replace("u1", "Zoë 🐪 \u202Ex"),
                        HEADER + GOOD.replace("u1", "Zoë 🐪 \u202Ex"),
                        REJECTED_HEADER));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("usable")
    void shouldKeepEveryByteOfAValue_whenTheFileCanBeRead(String form, String content, String valid, String bad) {
        String outcome = ingest.process("raw/x.csv", content);

        assertThat(outcome).isEqualTo("success");
        assertThat(ingest.store().text("processed/x.csv")).isEqualTo(valid);
        assertThat(ingest.store().text("rejected/x_rejected.csv")).isEqualTo(bad);
        assertThat(ingest.told()).hasSize(1);
    }

    @Test
    void shouldReadTheRowsAndTellTheEncoding_whenTheFileIsUtf16() {
        byte[] content = (HEADER + GOOD.replace("u1", "Zoë 🐪") + OTHER).getBytes(UTF_16);

        String outcome = ingest.process("raw/x.csv.gz", gzip(content));

        assertThat(outcome).isEqualTo("success");
        assertThat(ingest.store().text("processed/x.csv.gz.csv"))
                .isEqualTo(HEADER + GOOD.replace("u1", "Zoë 🐪") + OTHER);
        Map<String, Object> manifest = ingest.store().json("processed/x.csv.gz_manifest.json");
        assertThat(manifest)
                .containsEntry("dialect", Map.of("encoding", "utf-16be"))
                .containsEntry("source_bytes", gzip(content).length);
    }

    @Test
    void shouldRejectTheRowWithItsBytesShown_whenTheyAreNoCharacters() {
        byte[] content = (HEADER + GOOD + GOOD.replace("u1", "Zoë")).getBytes(ISO_8859_1);

        ingest.process("raw/x.csv", content);

        assertThat(ingest.store().text("processed/x.csv")).isEqualTo(HEADER + GOOD);
        assertThat(new String(ingest.store().bytes("rejected/x_rejected.csv"), ISO_8859_1))
                .isEqualTo(REJECTED_HEADER + rejected(GOOD.replace("u1", "Zo\\xEB"), "undecodable_bytes"));
    }

    @Test
    void shouldHaveOutputsOfItsOwn_whenAFileIsCompressed() {
        ingest.process("raw/x.csv", HEADER + GOOD);
        ingest.process("raw/x.csv.gz", gzip((HEADER + OTHER).getBytes(UTF_8)));
        ingest.process("raw/y.csv", gzip((HEADER + GOOD + OTHER).getBytes(UTF_8)));

        assertThat(ingest.store().text("processed/x.csv")).isEqualTo(HEADER + GOOD);
        assertThat(ingest.store().text("processed/x.csv.gz.csv")).isEqualTo(HEADER + OTHER);
        assertThat(ingest.store().text("processed/y.csv")).isEqualTo(HEADER + GOOD + OTHER);
        assertThat(ingest.store().outputs())
                .containsExactly(
                        "processed/x.csv",
                        "processed/x.csv.gz.csv",
                        "processed/x.csv.gz_manifest.json",
                        "processed/x_manifest.json",
                        "processed/y.csv",
                        "processed/y_manifest.json",
                        "rejected/x.csv.gz_rejected.csv",
                        "rejected/x_rejected.csv",
                        "rejected/y_rejected.csv");
    }

    @Test
    void shouldRejectTheWholeFile_whenAGzipBreaksOffAfterManyRows() {
        byte[] whole = gzip(Readings.file(0, 200_000).getBytes(UTF_8));

        String outcome = ingest.process("raw/x.csv", Arrays.copyOf(whole, whole.length - 100));

        assertThat(outcome).isEqualTo("rejected");
        assertThat(ingest.store().outputs()).containsExactly("processed/x_manifest.json");
        assertThat(ingest.store().openUploads()).isEmpty();
    }
}
