package dev.dromedary.function.records;

import static dev.dromedary.function.records.CsvFiles.reader;
import static dev.dromedary.function.records.CsvFiles.rows;
import static dev.dromedary.function.records.CsvFiles.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowWriterTest {

    private static String valid(RowReader reader, List<Row> rows) {
        return written(reader.header(), Dialect.DEFAULT, rows, false);
    }

    private static String rejected(RowReader reader, List<Row> rows) {
        return written(reader.header(), Dialect.DEFAULT, rows, true);
    }

    @Test
    void shouldWriteUntouchedRowsAsTheyCame_withLineFeeds() {
        RowReader reader = reader("\"a\",b\r\n1,\"2\"\r\n\r\n\"x\ny\", 4 \r\n\"\",\"\"");
        List<Row> rows = rows(reader);

        assertThat(valid(reader, rows)).isEqualTo("\"a\",b\n1,\"2\"\n\"x\ny\", 4 \n\"\",\"\"\n");
        assertThat(rejected(reader, rows)).isEqualTo("\"a\",b,reject_reason\n");
    }

    @Test
    void shouldSplitRows_byVerdict() {
        RowReader reader = reader("a,b\n1,2\n3\n5,6\n7,8,9\n\"x\"y,1\n");
        List<Row> rows = rows(reader);
        rows.get(2).reject("too \"odd\", really");

        assertThat(valid(reader, rows)).isEqualTo("a,b\n1,2\n");
        assertThat(rejected(reader, rows))
                .isEqualTo("a,b,reject_reason\n"
                        + "3,,wrong_number_of_values\n5,6,\"too \"\"odd\"\", really\"\n"
                        + "7,\"8,9\",wrong_number_of_values\n\"\"\"x\"\"y\",1,malformed_quote\n");
    }

    @Test
    void shouldWriteHeaderAlone_whenThereIsNoRow() {
        RowReader reader = reader("a,b\r\n");

        assertThat(valid(reader, List.of())).isEqualTo("a,b\n");
        assertThat(rejected(reader, List.of())).isEqualTo("a,b,reject_reason\n");
    }

    @Test
    void shouldQuoteChangedValues_whenNeeded() {
        RowReader reader = reader("a,b\n1,\"2\"\n3,4\n");
        List<Row> rows = rows(reader);
        rows.get(0).set("a", "x,\"y\"\n");

        assertThat(valid(reader, rows)).isEqualTo("a,b\n\"x,\"\"y\"\"\n\",\"2\"\n3,4\n");
    }

    @Test
    void shouldTakeColumnsOfFirstValidRow() {
        RowReader reader = reader("a,b\n0\n1,2\n3,4\n5,6\n");
        List<Row> rows = rows(reader);
        rows.get(1).set("c,d", "x");
        rows.get(1).remove("a");
        rows.get(3).set("c,d", "y");
        rows.get(3).remove("a");

        rows.get(2).remove("a");
        assertThat(valid(reader, rows)).isEqualTo("b,\"c,d\"\n2,x\n4,\n6,y\n");
        assertThat(rejected(reader, rows)).isEqualTo("a,b,reject_reason\n0,,wrong_number_of_values\n");
    }

    @Test
    void shouldRefuseRow_whenHeaderLacksItsColumn() {
        RowReader reader = reader("a,b\n1,2\n3,4\n");
        List<Row> rows = rows(reader);
        rows.get(1).set("c", "x");

        assertThatThrownBy(() -> valid(reader, rows))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Row 2")
                .hasMessageContaining("column 3")
                .hasMessageContaining("add it to every row");
    }

    @Test
    void shouldWriteRejectsAsTheyCame_whateverStepsDid() {
        RowReader reader = reader("a,b\n1,2\n");
        List<Row> rows = rows(reader);
        rows.get(0).set("a", "changed");
        rows.get(0).set("c", "added");
        rows.get(0).reject("bad");

        assertThat(rejected(reader, rows)).isEqualTo("a,b,reject_reason\n1,2,bad\n");
    }

    @Test
    void shouldNumberReasonColumn_whenFileHasOne() {
        RowReader reader = reader("a,reject_reason,reject_reason_2\n1,2\n");

        assertThat(rejected(reader, rows(reader)))
                .isEqualTo("a,reject_reason,reject_reason_2,reject_reason_3\n1,2,,wrong_number_of_values\n");
    }

    @Test
    void shouldQuoteOnlyValue_whenItBecomesEmpty() {
        RowReader reader = reader("a\n1\n");
        List<Row> rows = rows(reader);
        rows.get(0).set("a", "");

        assertThat(valid(reader, rows)).isEqualTo("a\n\"\"\n");
    }

    @Test
    void shouldQuoteOnlyValue_whenOtherColumnIsDropped() {
        RowReader reader = reader("a,b\n,1\n");
        List<Row> rows = rows(reader);
        rows.get(0).remove("b");

        assertThat(valid(reader, rows)).isEqualTo("a\n\"\"\n");
    }

    @Test
    void shouldHaveWrittenEverything_whenCallReturns() throws IOException {
        RowReader reader = reader("a\n1\n2\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RowWriter writer = new RowWriter(out, Dialect.DEFAULT, false);
        writer.header(reader.header());

        assertThat(writer.write(List.of(reader.next()))).isEqualTo(1);
        assertThat(out.toString()).isEqualTo("a\n1\n");
        assertThat(writer.write(List.of(reader.next()))).isEqualTo(1);
        writer.finish();
        assertThat(out.toString()).isEqualTo("a\n1\n2\n");
        assertThat(writer.written()).isEqualTo(2);
    }

    @Test
    void shouldWriteLongRunsWhole() {
        String text = "a,b\n" + "0123456789,\"0123456789\"\n".repeat(20_000);
        RowReader reader = reader(text);

        assertThat(valid(reader, rows(reader))).isEqualTo(text);
    }

    @Test
    void shouldQuoteValues_thatOthersWouldReadInAnotherWay() {
        RowReader reader = reader("a,b\n1,first\rsecond\n2,x\"y\n3, \"z\"\n#4,\"as, it\"\n5,came\n");

        assertThat(valid(reader, rows(reader)))
                .isEqualTo(
                        "a,b\n1,\"first\rsecond\"\n2,\"x\"\"y\"\n3,\" \"\"z\"\"\"\n" + "\"#4\",\"as, it\"\n5,came\n");
    }

    @Test
    void shouldQuoteBlanks_whenThereIsOneColumn() {
        RowReader reader = reader("a\n \n\t\nx\n");

        assertThat(valid(reader, rows(reader))).isEqualTo("a\n\" \"\n\"\t\"\nx\n");
    }

    @Test
    void shouldWriteHeaderAnew_whenOthersWouldReadItInAnotherWay() {
        assertThat(valid(reader("a\rb,\"c\"\n"), List.of())).isEqualTo("a\\u000Db,c\n");
        assertThat(valid(reader("#a,b\"\n"), List.of())).isEqualTo("\"#a\",\"b\"\"\"\n");
    }

    @Test
    void shouldShowBytesThatAreNoCharacters() {
        byte[] file = "a,b\n1,\\xE9 caf? \\xZZ\n".getBytes(StandardCharsets.ISO_8859_1);
        file[new String(file, StandardCharsets.ISO_8859_1).indexOf('?')] = (byte) 0xE9;
        RowReader reader = reader(file);

        assertThat(rejected(reader, rows(reader)))
                .isEqualTo("a,b,reject_reason\n1,\\xxE9 caf\\xE9 \\xZZ,undecodable_bytes\n");
    }

    @Test
    void shouldEscapeHalvesOfCharacters_whenTheyAreSet() {
        RowReader reader = reader("a\n1\n");
        List<Row> rows = rows(reader);
        rows.get(0).set("a", "x\ud83d \\uD83D");

        assertThat(valid(reader, rows)).isEqualTo("a\nx\\uD83D \\uuD83D\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "=1+1 | '=1+1",
                "\"=1+1\" | '=1+1",
                "\"=a,b\" | \"'=a,b\"",
                "+cmd | '+cmd",
                "-2+3 | '-2+3",
                "@sum | '@sum",
                "\uff1d1 | '\uff1d1",
                "\uff01 | \uff01",
                "-1.5 | -1.5",
                "+2e-7 | +2e-7",
                "\"-1,5\" | \"-1,5\"",
                "a=b | a=b",
                "'=1 | '=1"
            })
    void shouldEscapeFormulas_whenAsked(String value, String written) throws IOException {
        RowReader reader = reader("a,=b\n" + value + ",1\n1," + value + "\n");
        List<Row> rows = rows(reader);
        rows.get(1).reject("=reason");

        assertThat(escaped(reader, rows, false)).isEqualTo("a,'=b\n" + written + ",1\n");
        assertThat(escaped(reader, rows, true)).isEqualTo("a,'=b,reject_reason\n1," + written + ",'=reason\n");
        assertThat(valid(reader, rows)).isEqualTo("a,=b\n" + value + ",1\n");
    }

    private static String escaped(RowReader reader, List<Row> rows, boolean rejected) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RowWriter writer = new RowWriter(out, Dialect.DEFAULT, rejected, true);
        writer.header(reader.header());
        writer.write(rows);
        writer.finish();
        return out.toString(StandardCharsets.UTF_8);
    }
}
