package dev.dromedary.function.records;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a file that can't be used is, in truth. */
class FileDiagnosisTest {

    private static final String HEADER = "event_time,user_id,heart_rate,spo2,steps,temp_c,systolic_bp,diastolic_bp\n";
    private static final String ROW = "2026-01-05T08:00:00Z,marker@example.com,78,97,6500,36.6,120,80\n";

    static Stream<Arguments> files() throws IOException {
        return Stream.of(
                Arguments.of("zip_file", "ZIP", zip("data.csv")),
                Arguments.of("xlsx_file", "XLSX", zip("[Content_Types].xml")),
                Arguments.of("xls_file", "XLS", latin("\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1rest")),
                Arguments.of("bzip2_file", "bzip2", latin("BZh91AY&SY\u0001\u0002\n")),
                Arguments.of("xz_file", "xz", latin("\u00FD7zXZ\u0000\u0000\n")),
                Arguments.of("zstd_file", "zstd", latin("(\u00B5/\u00FDrest\n")),
                Arguments.of("7z_file", "7z", latin("7z\u00BC\u00AF'\u001Crest\n")),
                Arguments.of("gzip_in_gzip", "gzip", latin("\u001F\u008B\u0008\u0000rest\n")),
                Arguments.of("tar_file", "tar", tar()),
                Arguments.of("pdf_file", "PDF", latin("%PDF-1.7\n%\u00E2\u00E3\n")),
                Arguments.of("parquet_file", "Parquet", latin("PAR1\u0015\u0004\u0000")),
                Arguments.of("html_file", "HTML", "\n <!DOCTYPE html>\n<html><body>".getBytes(UTF_8)),
                Arguments.of("html_file", "HTML", "<HTML><table>".getBytes(UTF_8)),
                Arguments.of("xml_file", "XML", "<?xml version=\"1.0\"?>\n<rows>".getBytes(UTF_8)),
                Arguments.of("xml_file", "XML", "\uFEFF<rows><row/></rows>".getBytes(UTF_8)),
                Arguments.of("json_file", "JSON", "[\n {\"a\": 1}]".getBytes(UTF_8)),
                Arguments.of("json_file", "JSON", ("{\"a\": \"" + "x".repeat(100_000) + "\"}").getBytes(UTF_8)),
                Arguments.of("missing_byte_order_mark", "UTF-16, little", bytes("UTF-16LE")),
                Arguments.of("missing_byte_order_mark", "UTF-16, big", bytes("UTF-16BE")),
                Arguments.of("missing_byte_order_mark", "UTF-32, little", bytes("UTF-32LE")),
                Arguments.of("missing_byte_order_mark", "UTF-32, big", bytes("UTF-32BE")),
                Arguments.of("title_rows", "line 3", ("Report,,,,,,,\n,,,,,,,\n" + HEADER + ROW).getBytes(UTF_8)),
                Arguments.of("title_rows", "line 2", ("\"Report\n" + HEADER + ROW).getBytes(UTF_8)),
                Arguments.of("title_rows", "semicolons", ("R\n" + HEADER.replace(',', ';')).getBytes(UTF_8)),
                Arguments.of(
                        "wrong_delimiter",
                        "semicolons (;)",
                        HEADER.replace(',', ';').getBytes(UTF_8)),
                Arguments.of(
                        "wrong_delimiter", "tabs", HEADER.replace(',', '\t').getBytes(UTF_8)),
                Arguments.of(
                        "wrong_delimiter",
                        "\"|\"",
                        (HEADER + ROW).replace(',', '|').getBytes(UTF_8)),
                Arguments.of("missing_header", "Line 1", (ROW + ROW).getBytes(UTF_8)),
                Arguments.of(
                        "missing_column",
                        "user_id but for capitals",
                        HEADER.replace("user_id", "USER_ID").getBytes(UTF_8)),
                Arguments.of(
                        "missing_column",
                        "U+0007",
                        HEADER.replace("user_id", "user\u0007_id").getBytes(UTF_8)),
                Arguments.of("binary_file", "bytes that no text has", latin("a\u0000b\u0001\n")),
                Arguments.of("empty_file", "empty", "\uFEFF\r\n".getBytes(UTF_8)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("files")
    void shouldSayTheTrueCause_whenTheFileIsNoCsvOfTheSchema(String reason, String said, byte[] file)
            throws IOException {
        RowReader reader = CsvFiles.reader(file, HealthSchema.read());

        assertThat(reader.hasNext()).isFalse();

        Defect defect = reader.defect().orElseThrow();
        assertThat(defect.reason()).isEqualTo(reason);
        assertThat(defect.message()).contains(said).endsWith(".").doesNotContain("marker");
    }

    @Test
    void shouldNotSuspectAFile_whenItsHeaderFits() throws IOException {
        byte[] file = ("sep=;\n" + (HEADER + ROW).replace(',', ';')).getBytes(UTF_8);

        assertThat(CsvFiles.rows(CsvFiles.reader(file, HealthSchema.read()))).hasSize(1);
    }

    @Test
    void shouldStayShort_whenTheHeaderIsLong() {
        String names = "x".repeat(60_000);
        Map<String, Object> document =
                Map.of("fieldsMatch", "subset", "fields", List.of(Map.of("name", "y".repeat(60_000))));
        RowReader reader = CsvFiles.reader((names + "\n").getBytes(UTF_8), TableSchema.of("test", document));

        reader.header();

        Defect defect = reader.defect().orElseThrow();
        assertThat(defect.message().length()).isLessThan(1001);
        assertThat(defect.message()).doesNotContain("xx");
        assertThat(defect.detail().orElseThrow().length()).isLessThan(2000);
        assertThat(defect.toString()).doesNotContain("xx");
    }

    private static byte[] latin(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static byte[] bytes(String charset) {
        return (HEADER + ROW).getBytes(Charset.forName(charset));
    }

    private static byte[] zip(String name) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(HEADER.getBytes(UTF_8));
        }
        return out.toByteArray();
    }

    /** The first header of an archive in the oldest form, which has no signature but its checksum. */
    private static byte[] tar() {
        byte[] file = Arrays.copyOf("data.csv".getBytes(UTF_8), 1024);
        put(file, 100, "0000644\u00000000000\u00000000000\u000000000000350\u000000000000000\u0000        0");
        long sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += file[i] & 0xFF;
        }
        put(file, 148, String.format("%06o\u0000 ", sum));
        put(file, 512, HEADER + ROW);
        return file;
    }

    private static void put(byte[] file, int place, String text) {
        byte[] bytes = latin(text);
        System.arraycopy(bytes, 0, file, place, bytes.length);
    }
}
