package dev.dromedary.function.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Where a dialect allows no line breaks, whatever stands on one line costs no other. */
class StrayQuoteTest {

    private static final Dialect ONE_LINE = new Dialect(',', '"', StandardCharsets.UTF_8, false, false, 1);

    private static List<Row> rows(String text, int chunk) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return CsvFiles.rows(new RowReader(CsvFiles.trickling(bytes), ONE_LINE, Limits.DEFAULT, chunk));
    }

    @Example
    void shouldRejectTheRowAlone_whenItsQuoteDoesNotClose() {
        List<Row> rows = rows("a,b\n1,x\n2,\"y\n3,z\n4,w\" and on\n5,\"v,w\"\n6,\"", 4096);

        assertThat(rows)
                .extracting(Row::reason)
                .containsExactly(null, "malformed_quote", null, null, null, "malformed_quote");
        assertThat(rows).extracting(Row::line).containsExactly(2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(rows.get(4).get("b")).isEqualTo("v,w");
    }

    @Example
    void shouldSayThatTheRecordIsTooLarge_whenAnOpenQuoteRunsPastTheLimit() {
        String text = "a\n\"" + "x".repeat(100) + "\n";
        RowReader reader = new RowReader(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), ONE_LINE, new Limits(50, 50, 5));

        assertThat(reader.hasNext()).isFalse();
        assertThat(reader.defect()).map(Defect::reason).hasValue("record_too_large");
    }

    @Property
    void shouldJudgeEachLineAsIfItStoodAlone(
            @ForAll("lines") List<String> lines, @ForAll @IntRange(min = 1, max = 40) int chunk) {
        List<String> expected = new ArrayList<>();
        for (String line : lines) {
            rows("a,b\n" + line, 4096).forEach(row -> expected.add(row.reason() + row.get("a") + "|" + row.get("b")));
        }

        List<String> found = rows("a,b\n" + String.join("\n", lines), chunk).stream()
                .map(row -> row.reason() + row.get("a") + "|" + row.get("b"))
                .toList();

        assertThat(found).isEqualTo(expected);
    }

    @Provide
    Arbitrary<List<String>> lines() {
        return Arbitraries.strings()
                .withChars("\"\",,ab é")
                .ofMaxLength(12)
                .list()
                .ofMaxSize(12);
    }

    @Example
    void shouldCountValuesWithLineBreaks_whereTheyAreAllowed() {
        RowReader reader = CsvFiles.reader("\"a\nb\",c\n1,\"x\ny\"\n\"1\n2\n3\",\"4\n5\"\n6,7\n");

        CsvFiles.rows(reader);

        assertThat(reader.lineBreaks()).isEqualTo(new LineBreaks(3, 3, 5));
    }

    @Property
    void shouldCountValuesOnce_whereverChunksEnd(@ForAll @IntRange(min = 1, max = 60) int chunk) {
        byte[] bytes = "a,b\n1,\"x\ny\"\n\"1\n2\n3\",\"4\n5\"\n6,7\n".getBytes(StandardCharsets.UTF_8);
        RowReader reader = new RowReader(CsvFiles.trickling(bytes), Dialect.DEFAULT, Limits.DEFAULT, chunk);

        CsvFiles.rows(reader);

        assertThat(reader.lineBreaks()).isEqualTo(new LineBreaks(3, 3, 4));
    }
}
