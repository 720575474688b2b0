package dev.dromedary.function.records;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

class RowReaderPropertiesTest {

    /** Rows of three values that are read the same by everyone: no lone CR, no blank line. */
    @Provide
    Arbitrary<String> wellFormed() {
        Arbitrary<String> plain = Arbitraries.of("a", "b", "1", ".", "- ", "é", "€", "𝄞")
                .list()
                .ofMaxSize(12)
                .map(letters -> String.join("", letters));
        Arbitrary<String> quoted = Arbitraries.strings()
                .withChars("ab1,\n\"é€ ")
                .ofMaxLength(20)
                .map(text -> "\"" + text.replace("\"", "\"\"") + "\"");
        Arbitrary<String> value = Arbitraries.oneOf(plain, quoted);
        Arbitrary<String> lineEnd = Arbitraries.of("\n", "\n", "\r\n");
        Arbitrary<String> line = Combinators.combine(value, value, value, lineEnd)
                .as((one, two, three, end) -> one + "," + two + "," + three + end);
        return line.list().ofMaxSize(30).map(lines -> "c1,c2,c3\n" + String.join("", lines));
    }

    /** Anything at all, made mostly of the characters that matter. */
    @Provide
    Arbitrary<byte[]> anything() {
        Arbitrary<Byte> special = Arbitraries.of((byte) ',', (byte) '\n', (byte) '\r', (byte) '"', (byte) 'x');
        Arbitrary<Byte> other = Arbitraries.bytes();
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(12, special), net.jqwik.api.Tuple.of(1, other))
                .array(byte[].class)
                .ofMaxSize(120)
                .map(bytes -> concatenated("a,b\n".getBytes(StandardCharsets.UTF_8), bytes));
    }

    @Property
    void shouldReadWhatCommonsCsvReads(@ForAll("wellFormed") String text) throws IOException {
        List<List<String>> expected = new ArrayList<>();
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            for (CSVRecord row : parser) {
                expected.add(row.toList());
            }
        }
        assertThat(values(read(text.getBytes(StandardCharsets.UTF_8), 256))).isEqualTo(expected);
    }

    @Property
    void shouldReadWhatFastCsvReads(@ForAll("wellFormed") String text) throws IOException {
        List<List<String>> expected = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(text)) {
            reader.forEach(row -> expected.add(row.getFields()));
        }
        expected.remove(0);
        assertThat(values(read(text.getBytes(StandardCharsets.UTF_8), 256))).isEqualTo(expected);
    }

    @Property
    void shouldReadTheSame_howeverTheBytesArrive(
            @ForAll("anything") byte[] bytes, @ForAll @IntRange(min = 1, max = 40) int chunk) {
        Limits limits = new Limits(40, 40, 10);
        RowReader whole = new RowReader(new ByteArrayInputStream(bytes), Dialect.DEFAULT, limits);
        RowReader pieces = new RowReader(CsvFiles.trickling(bytes), Dialect.DEFAULT, limits, chunk);

        List<Row> expected = CsvFiles.rows(whole);
        List<Row> actual = CsvFiles.rows(pieces);

        assertThat(described(actual)).isEqualTo(described(expected));
        assertThat(pieces.defect()).isEqualTo(whole.defect());
    }

    @Property
    void shouldConserveRows_whenOutputsAreReadAgain(@ForAll("anything") byte[] bytes) {
        RowReader reader = new RowReader(new ByteArrayInputStream(bytes), Dialect.DEFAULT, Limits.DEFAULT);
        List<Row> rows = CsvFiles.rows(reader);
        rows.forEach(row -> {
            if (row.number() % 3 == 0) {
                row.reject("every \"third\", says the test");
            }
        });

        byte[] valid = CsvFiles.writtenBytes(reader.header(), Dialect.DEFAULT, rows, false);
        byte[] rejected = CsvFiles.writtenBytes(reader.header(), Dialect.DEFAULT, rows, true);

        List<Row> validAgain = read(valid, 256);
        List<Row> rejectedAgain = read(rejected, 256);
        assertThat(validAgain).allMatch(Row::valid);
        assertThat(values(validAgain))
                .isEqualTo(values(rows.stream().filter(Row::valid).toList()));
        List<Row> rejects = rows.stream().filter(row -> !row.valid()).toList();
        assertThat(rejectedAgain).hasSameSizeAs(rejects);
        assertThat(validAgain.size() + rejectedAgain.size()).isEqualTo(rows.size());
        for (int i = 0; i < rejects.size(); i++) {
            Row again = rejectedAgain.get(i);
            assertThat(again.count()).isEqualTo(reader.header().names().size() + 1);
            assertThat(lastValue(again)).isEqualTo(rejects.get(i).reason());
        }
    }

    @Property
    void shouldReadBackWhatWasSet(@ForAll List<String> texts) {
        StringBuilder file = new StringBuilder("a\n");
        texts.forEach(text -> file.append("x\n"));
        RowReader reader = CsvFiles.reader(file.toString());
        List<Row> rows = CsvFiles.rows(reader);
        List<String> decodable = texts.stream()
                .map(text -> EscapedText.escape(text, EscapedText::isInUtf8))
                .toList();
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).set("a", texts.get(i));
        }

        byte[] written = CsvFiles.writtenBytes(reader.header(), Dialect.DEFAULT, rows, false);

        assertThat(read(written, 64)).extracting(row -> row.get("a")).containsExactlyElementsOf(decodable);
    }

    private static String lastValue(Row row) {
        int last = row.count() - 1;
        return row.chunk().header.quoting().text(row.chunk().bytes, row.valueStart(last), row.valueEnd(last));
    }

    private static List<Row> read(byte[] bytes, int chunk) {
        return CsvFiles.rows(new RowReader(new ByteArrayInputStream(bytes), Dialect.DEFAULT, Limits.DEFAULT, chunk));
    }

    private static List<List<String>> values(List<Row> rows) {
        return rows.stream().map(CsvFiles::values).toList();
    }

    private static List<String> described(List<Row> rows) {
        return rows.stream()
                .map(row -> row.line() + " " + row.count() + " " + CsvFiles.values(row) + " " + row)
                .toList();
    }

    private static byte[] concatenated(byte[] one, byte[] other) {
        byte[] all = java.util.Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }
}
