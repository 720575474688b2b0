package dev.dromedary.function.records;

import static dev.dromedary.function.records.CsvFiles.reader;
import static dev.dromedary.function.records.CsvFiles.rows;
import static dev.dromedary.function.records.CsvFiles.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowReaderTest {

    @Test
    void shouldReadRows_whenQuotedNewlinesAndQuotesOccur() {
        RowReader reader = reader("a,b\n1,\"x\ny\"\n\"say \"\"hi\"\"\",\"\"\n3,4");

        List<Row> rows = rows(reader);

        assertThat(reader.header().names()).containsExactly("a", "b");
        assertThat(rows)
                .extracting(CsvFiles::values)
                .containsExactly(List.of("1", "x\ny"), List.of("say \"hi\"", ""), List.of("3", "4"));
        assertThat(rows).extracting(Row::number).containsExactly(1L, 2L, 3L);
        assertThat(rows).extracting(Row::line).containsExactly(2L, 4L, 5L);
        assertThat(rows).allMatch(Row::valid);
        assertThat(reader.defect()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b\r\n1,2\r\n\r\n3,4\r\n",
                "a,b\n1,2\n\n3,4",
                "\n\na,b\n1,2\n\n\n\n3,4\n\n",
                "a,b\r\r\n1,2\n\r\n3,4\r"
            })
    void shouldReadTwoRows_whateverEndsTheLines(String text) {
        RowReader reader = reader(text);

        assertThat(rows(reader)).extracting(CsvFiles::values).containsExactly(List.of("1", "2"), List.of("3", "4"));
    }

    @Test
    void shouldKeepLoneCarriageReturn_whenInsideLine() {
        assertThat(values(rows("a,b\n1\r2,3\r4\n").get(0))).containsExactly("1\r2", "3\r4");
    }

    @Test
    void shouldTakeQuoteLiterally_whenInsideUnquotedValue() {
        assertThat(values(rows("a,b\n5\" disk, \"x\"\n").get(0))).containsExactly("5\" disk", " \"x\"");
    }

    @Test
    void shouldDropByteOrderMark() {
        assertThat(reader("\uFEFFa,b\n").header().names()).containsExactly("a", "b");
        assertThat(reader("\uFEFF\"a\",b\n").header().names()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1|wrong_number_of_values",
                "1,2,3|wrong_number_of_values",
                "'\"1\"x,2'|malformed_quote",
                "'\"1\" ,2'|malformed_quote",
                "'\"1\"\"x\"\"\"y,2'|malformed_quote",
            })
    void shouldRejectRowAndGoOn_whenItCanBeToldApart(String line, String reason) {
        List<Row> rows = rows("a,b\n" + line + "\n3,4\n");

        assertThat(rows).extracting(Row::reason).containsExactly(reason, null);
        assertThat(values(rows.get(1))).containsExactly("3", "4");
    }

    @Test
    void shouldRejectRow_whenBytesAreNoUtf8() {
        byte[][] bad = {
            {(byte) 0xFF},
            {(byte) 0xC0, (byte) 0x80},
            {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
            {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
            {(byte) 0xE2, (byte) 0x82},
            {(byte) 0x80}
        };
        for (byte[] bytes : bad) {
            String text = "a,b\nä,2\nx" + new String(bytes, StandardCharsets.ISO_8859_1) + ",1\nö€𝄞,\"日本語の文字列です\"\n";
            byte[] file = concatenated(
                    "a,b\nä,2\nx".getBytes(StandardCharsets.UTF_8),
                    bytes,
                    ",1\nö€𝄞,\"日本語の文字列です\"\n".getBytes(StandardCharsets.UTF_8));
            assertThat(rows(reader(file)))
                    .as(text)
                    .extracting(Row::reason)
                    .containsExactly(null, "undecodable_bytes", null);
        }
    }

    @Test
    void shouldRejectRow_whenUndecodableBytesAreQuoted() {
        byte[] file = concatenated(
                "a,b\n\"1234567890".getBytes(StandardCharsets.UTF_8),
                new byte[] {(byte) 0xFF},
                "1234567890\",1\n1,2\n".getBytes(StandardCharsets.UTF_8));

        assertThat(rows(reader(file))).extracting(Row::reason).containsExactly("undecodable_bytes", null);
    }

    @Test
    void shouldUseEncodingAndDelimiter_whenDialectNamesThem() {
        Dialect dialect = new Dialect(';', '\'', Charset.forName("windows-1252"));
        byte[] file = "näme;b\n'5 €;';x\n".getBytes(dialect.encoding());
        RowReader reader = new RowReader(new ByteArrayInputStream(file), dialect, Limits.DEFAULT);

        Row row = reader.next();

        assertThat(row.get("näme")).isEqualTo("5 €;");
        byte[] undefined = {'a', '\n', (byte) 0x81, '\n'};
        assertThat(new RowReader(new ByteArrayInputStream(undefined), dialect, Limits.DEFAULT)
                        .next()
                        .reason())
                .isEqualTo("undecodable_bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "NONE",
            value = {
                "''|empty_file",
                "'\r\n\n\n'|empty_file",
                "'\uFEFF'|empty_file",
                "'a,a\n1,2\n'|duplicate_column",
                "'a,\n1,2\n'|blank_column",
                "'a, ,c\n1,2\n'|blank_column",
                "'\"a\"b,c\n1,2\n'|malformed_header",
                "'\"a,c\n1,2\n'|unclosed_quote",
            })
    void shouldEndWithDefect_whenHeaderIsUnusable(String text, String reason) {
        RowReader reader = reader(text);

        assertThat(reader.header().names()).isEmpty();
        assertThat(reader.defect()).map(Defect::reason).hasValue(reason);
        assertThat(reader.hasNext()).isFalse();
        assertThat(reader.defect()).map(Defect::reason).hasValue(reason);
    }

    @Test
    void shouldEndWithoutDefect_whenThereIsOnlyHeader() {
        RowReader reader = reader("a,b");

        assertThat(reader.header().names()).containsExactly("a", "b");
        assertThat(reader.hasNext()).isFalse();
        assertThat(reader.defect()).isEmpty();
    }

    @Test
    void shouldEndWithDefect_whenLimitIsPassed() {
        Limits limits = new Limits(10, 8, 3);

        assertThat(defect("a,b,c,d\n", limits)).isEqualTo("too_many_columns");
        assertThat(defect("a,bcdefgh\n", limits)).isEqualTo("header_too_large");
        assertThat(defect("a,bcdefg\n", limits)).isNull();
        assertThat(defect("a,b\n1,23456789\n1,2\n", limits)).isNull();
        assertThat(defect("a,b\n1,234567890\n1,2\n", limits)).isEqualTo("record_too_large");
        assertThat(defect("a,b\n1,234567890", limits)).isEqualTo("record_too_large");
        assertThat(defect("a,b\n1,\"23456789\"\n1,2\n", limits)).isEqualTo("unclosed_quote");
        assertThat(defect("a,b\n1,\"2", limits)).isEqualTo("unclosed_quote");
    }

    private static String defect(String text, Limits limits) {
        RowReader reader =
                new RowReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Dialect.DEFAULT, limits);
        rows(reader);
        return reader.defect().map(Defect::reason).orElse(null);
    }

    @Test
    void shouldHandOutRowsBeforeDefect_andNameTheLineOfTheQuote() {
        RowReader reader = reader("a,b\n1,2\n\n3,\"x\n4\n");

        assertThat(rows(reader)).extracting(CsvFiles::values).containsExactly(List.of("1", "2"));
        assertThat(reader.defect().orElseThrow().reason()).isEqualTo("unclosed_quote");
        assertThat(reader.defect().orElseThrow().message()).contains("line 4");
    }

    @Test
    void shouldStopEarly_whenQuoteNeverCloses() {
        Endless endless = new Endless("a,b\n1,2\n\"".getBytes(StandardCharsets.UTF_8), "some,text\n");
        RowReader reader = new RowReader(endless, Dialect.DEFAULT, Limits.DEFAULT);

        assertThat(rows(reader)).hasSize(1);
        assertThat(reader.defect()).map(Defect::reason).hasValue("unclosed_quote");
        assertThat(endless.count).isLessThan(1_600_000);
    }

    @Test
    void shouldStopEarly_whenNothingEndsTheRow() {
        Endless endless = new Endless("a\n".getBytes(StandardCharsets.UTF_8), "x");
        RowReader reader = new RowReader(endless, Dialect.DEFAULT, Limits.DEFAULT);

        assertThat(reader.hasNext()).isFalse();
        assertThat(reader.defect()).map(Defect::reason).hasValue("record_too_large");
        assertThat(endless.count).isLessThan(1_600_000);
    }

    @Test
    void shouldThrowAgainAndAgain_whenReadingFails() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };
        byte[] start = "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8);
        RowReader reader = new RowReader(
                new SequenceInputStream(new ByteArrayInputStream(start), failing), Dialect.DEFAULT, Limits.DEFAULT);

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(reader::hasNext)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("reset");
            assertThatThrownBy(reader::header).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void shouldThrowAgain_whenStreamThrowsUnchecked() {
        InputStream once = new InputStream() {
            private boolean thrown;

            @Override
            public int read() {
                if (!thrown) {
                    thrown = true;
                    throw new IllegalStateException("aborted");
                }
                return -1;
            }
        };
        RowReader reader = new RowReader(once, Dialect.DEFAULT, Limits.DEFAULT);

        assertThatThrownBy(reader::hasNext).hasMessage("aborted");
        assertThatThrownBy(reader::hasNext).hasMessage("aborted");
    }

    @Test
    void shouldTurnFaultOfSourceIntoDefect_afterWholeRows() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new DefectException(new Defect("gzip_corrupt", "It is corrupt."));
            }
        };
        byte[] start = "a,b\n1,2\n3,".getBytes(StandardCharsets.UTF_8);
        RowReader reader = new RowReader(
                new SequenceInputStream(new ByteArrayInputStream(start), failing), Dialect.DEFAULT, Limits.DEFAULT);

        assertThat(rows(reader)).hasSize(1);
        assertThat(reader.defect()).map(Defect::reason).hasValue("gzip_corrupt");
    }

    @Test
    void shouldEndBatchEarly_whenItsBytesReachTheLimit() {
        RowReader reader = reader("a\n12345\n12345\n12345\n");

        assertThat(reader.nextBatch(10, 10)).hasSize(2);
        assertThat(reader.nextBatch(10, 10)).hasSize(1);
        assertThat(reader.nextBatch(10, 10)).isEmpty();
    }

    private static byte[] concatenated(byte[]... parts) {
        byte[] all = {};
        for (byte[] part : parts) {
            int length = all.length;
            all = Arrays.copyOf(all, length + part.length);
            System.arraycopy(part, 0, all, length, part.length);
        }
        return all;
    }

    /** 200 MB: a start, then one text over and over. */
    private static final class Endless extends InputStream {

        private final byte[] start;
        private final byte[] repeated;
        private long count;

        Endless(byte[] start, String repeated) {
            this.start = start;
            this.repeated = repeated.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() {
            if (count == 200_000_000) {
                return -1;
            }
            int index = (int) count++;
            return index < start.length ? start[index] : repeated[(index - start.length) % repeated.length];
        }
    }
}
