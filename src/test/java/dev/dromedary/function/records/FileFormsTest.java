package dev.dromedary.function.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The forms in which people's programs write the same table. */
class FileFormsTest {

    private static final List<Map<String, Object>> FIELDS =
            List.of(Map.of("name", "id"), Map.of("name", "straße"), Map.of("name", "note"));

    private static TableSchema schema(Map<String, Object> dialect) {
        return TableSchema.of("test", Map.of("fieldsMatch", "subset", "fields", FIELDS, "dialect", dialect));
    }

    private static TableSchema schema() {
        return schema(Map.of("lineBreaks", false));
    }

    private static RowReader reader(byte[] file, TableSchema schema, int chunk) {
        return new RowReader(CsvFiles.trickling(file), schema.dialect(), Optional.of(schema), Limits.DEFAULT, chunk);
    }

    /** The values of the valid rows of an output, read with the schema's dialect by a reader that knows nothing of the file. */
    private static List<List<String>> reread(RowReader reader, TableSchema schema) {
        List<Row> rows = CsvFiles.rows(reader);
        assertThat(reader.defect()).isEmpty();
        byte[] written = CsvFiles.writtenBytes(reader.header(), schema.dialect(), rows, false);
        RowReader again = reader(written, schema, 4096);
        List<List<String>> values =
                CsvFiles.rows(again).stream().map(CsvFiles::values).toList();
        assertThat(again.defect()).isEmpty();
        assertThat(again.header().names()).isEqualTo(reader.header().names());
        assertThat(values)
                .isEqualTo(
                        rows.stream().filter(Row::valid).map(CsvFiles::values).toList());
        return values;
    }

    @Provide
    Arbitrary<List<String>> values() {
        return Arbitraries.of("a", "b", ";", ",", "\t", "'", "é", "€", "🐪", "\"", "|", " ", ".")
                .list()
                .ofMaxSize(8)
                .map(characters -> String.join("", characters))
                .list()
                .ofSize(3)
                .filter(row -> !String.join("", row).isEmpty());
    }

    private static String file(List<List<String>> rows, char delimiter, String lineEnd, String blanks) {
        List<List<String>> all = new ArrayList<>();
        all.add(List.of("id", "straße", "note"));
        all.addAll(rows);
        StringBuilder text = new StringBuilder();
        for (List<String> row : all) {
            List<String> cells = row.stream()
                    .map(value -> {
                        boolean plain =
                                value.chars().noneMatch(c -> c == delimiter || c == '"') && value.equals(value.strip());
                        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
                    })
                    .toList();
            text.append(String.join(delimiter + blanks, cells)).append(lineEnd);
        }
        return text.toString();
    }

    @Property(tries = 300)
    void shouldReadTheSameRows_whateverTheFormOfTheFile(
            @ForAll @Size(max = 6) List<@From("values") List<String>> rows,
            @ForAll("encodings") String encoding,
            @ForAll("lineEnds") String lineEnd,
            @ForAll("delimiters") char delimiter,
            @ForAll @IntRange(min = 0, max = 2) int marks,
            @ForAll @IntRange(min = 1, max = 300) int chunk) {
        boolean saysSo = delimiter != ',';
        String text = (saysSo ? "sep=" + delimiter + lineEnd : "") + file(rows, delimiter, lineEnd, "");
        boolean unicode = !encoding.equals("UTF-8");
        byte[] bytes = ("\uFEFF".repeat(unicode ? marks + 1 : marks) + text).getBytes(Charset.forName(encoding));

        assertThat(reread(reader(bytes, schema(), chunk), schema())).isEqualTo(rows);
    }

    @Provide
    Arbitrary<String> encodings() {
        return Arbitraries.of("UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE");
    }

    @Provide
    Arbitrary<String> lineEnds() {
        return Arbitraries.of("\n", "\r\n", "\r");
    }

    @Provide
    Arbitrary<Character> delimiters() {
        return Arbitraries.of(',', ';', '\t', '|');
    }

    @Property(tries = 200)
    void shouldPassOverBlanksBeforeValues_whenTheDialectSaysSo(
            @ForAll @Size(max = 6) List<@From("values") List<String>> rows,
            @ForAll @IntRange(min = 1, max = 300) int chunk) {
        TableSchema schema = schema(Map.of("lineBreaks", false, "skipInitialSpace", true));

        assertThat(reread(reader(file(rows, ',', "\n", "  ").getBytes(UTF_8), schema, chunk), schema))
                .isEqualTo(rows);
    }

    @Example
    void shouldRejectTheRowAlone_whenUtf16HoldsHalfACharacter() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("\uFEFFid,straße,note\n1,x,y\n2,".getBytes(Charset.forName("UTF-16LE")));
        file.writeBytes(new byte[] {0, (byte) 0xD8});
        file.writeBytes("\n3,x,y\n".getBytes(Charset.forName("UTF-16LE")));
        file.write('z');

        List<Row> rows = CsvFiles.rows(CsvFiles.reader(file.toByteArray(), schema()));

        assertThat(rows).extracting(Row::reason).containsExactly(null, "undecodable_bytes", null, "undecodable_bytes");
    }

    @Example
    void shouldRejectTheRowAlone_whenUtf32HoldsHalvesOfCharacters() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        Charset utf32 = Charset.forName("UTF-32BE");
        file.writeBytes("\uFEFFid,straße,note\n1,x,y\n2,".getBytes(utf32));
        file.writeBytes(new byte[] {0, 0, (byte) 0xD8, 0, 0, 0x11, 0, 0});
        file.writeBytes(",y\n3,x,y\n".getBytes(utf32));

        List<Row> rows = CsvFiles.rows(CsvFiles.reader(file.toByteArray(), schema()));

        assertThat(rows).extracting(Row::reason).containsExactly(null, "undecodable_bytes", null);
    }

    @Example
    void shouldTellHowTheFileIsWritten_whenThatIsOtherwiseThanTheDialectSays() {
        RowReader reader = CsvFiles.reader(
                "\uFEFFsep=\t\rid\tstraße\tnote\r1\t2\t3\r".getBytes(Charset.forName("UTF-16LE")), schema());
        RowReader plain = CsvFiles.reader("\uFEFFid,straße,note\r\n1,2,3\r\n".getBytes(UTF_8), schema());

        reader.header();
        plain.header();

        assertThat(reader.recognised())
                .isEqualTo(Map.of("encoding", "utf-16le", "delimiter", "\t", "lineTerminator", "\r"));
        assertThat(plain.recognised()).isEmpty();
    }

    @Example
    void shouldTakeTheDialectsEncoding_whenNoMarkSaysOtherwise() {
        TableSchema schema = schema(Map.of("encoding", "windows-1252", "lineBreaks", false));
        List<List<String>> rows = List.of(List.of("1", "€", "ß"));
        String text = file(rows, ',', "\n", "");

        assertThat(reread(reader(text.getBytes(Charset.forName("windows-1252")), schema, 4096), schema))
                .isEqualTo(rows);
        assertThat(reread(reader(("\uFEFF" + text).getBytes(UTF_8), schema, 4096), schema))
                .isEqualTo(rows);
        assertThat(reread(reader(("\uFEFF" + text).getBytes(Charset.forName("UTF-16BE")), schema, 4096), schema))
                .isEqualTo(rows);
    }

    @Example
    void shouldCompareTexts_whenAMarkSaysAnotherEncodingThanTheSchema() {
        TableSchema schema = TableSchema.of(
                "test",
                Map.of(
                        "fields",
                        List.of(Map.of("name", "id"), Map.of("name", "note", "constraints", Map.of("maxLength", 1))),
                        "rules",
                        List.of(Map.of("expression", "note != 'ß'", "reason", "sharp")),
                        "dialect",
                        Map.of("encoding", "windows-1252")));
        AnalysisRules rules = AnalysisRules.of(
                "test",
                Map.of(
                        "schema",
                        "test",
                        "fields",
                        List.of("note"),
                        "anomalies",
                        List.of(Map.of("name", "euro", "expression", "note == '€'", "label", "Euro"))),
                schema);
        RowReader reader = CsvFiles.reader("\uFEFFid,note\n1,ß\n2,€\n3,x\n".getBytes(UTF_8), schema);
        List<Row> rows = CsvFiles.rows(reader);

        List<Anomaly> anomalies = new Analysis(rules).add(rows);
        new BatchValidator(schema, reader.header()).validate(rows);

        assertThat(rows).extracting(Row::reason).containsExactly("sharp", null, null);
        assertThat(anomalies).extracting(Anomaly::row).containsExactly(2L);
    }

    @Example
    void shouldReadTabs_whenTheFileIsExcelsUnicodeText() {
        List<List<String>> rows = List.of(List.of("1", "x,y", "z"), List.of("2", "a\tb", ""));
        byte[] file = ("\uFEFF" + file(rows, '\t', "\r\n", "")).getBytes(Charset.forName("UTF-16LE"));
        RowReader reader = reader(file, schema(), 4096);

        assertThat(reread(reader, schema())).isEqualTo(rows);
        assertThat(reader.recognised()).containsEntry("delimiter", "\t").containsEntry("encoding", "utf-16le");
    }

    @Example
    void shouldKeepTheDialect_whenALineNamesNoDelimiter() {
        TableSchema schema = schema(Map.of("lineBreaks", false, "skipInitialSpace", true));
        for (String line : List.of("sep= ", "sep=x", "sep=", "sep=;;", "sep=\"", "sep=é")) {
            RowReader reader = CsvFiles.reader((line + "\nid,straße,note\n1,2,3\n").getBytes(UTF_8), schema);

            assertThat(reader.hasNext()).as(line).isFalse();
            assertThat(reader.defect()).map(Defect::reason).hasValue("title_rows");
        }
    }

    @Example
    void shouldPassOverLinesAboveTheHeader_whenTheDialectSaysSo() {
        TableSchema schema = schema(Map.of("headerRows", List.of(4), "lineBreaks", false));
        String titles = "Monthly \"report\n\n,,,\n";
        List<List<String>> rows = List.of(List.of("1", "x", "y"));

        RowReader reader = reader((titles + file(rows, ',', "\n", "")).getBytes(UTF_8), schema, 4096);

        // The output has its header on the first line, and the same schema reads it.
        assertThat(reread(reader, schema)).isEqualTo(rows);
        RowReader first = reader((titles + file(rows, ',', "\n", "")).getBytes(UTF_8), schema, 3);
        assertThat(CsvFiles.rows(first)).extracting(Row::line).containsExactly(5L);
        RowReader tooShort = reader("one\ntwo\n".getBytes(UTF_8), schema, 4096);
        assertThat(tooShort.header().names()).isEmpty();
        assertThat(tooShort.defect()).map(Defect::reason).hasValue("missing_header");
    }

    @Example
    void shouldFindFields_whenNamesOnlyLookAsTheyShould() {
        String header = "\u00A0id\u200B,\"stra\u00DFe \",ｎｏｔｅ,extra\u00A0";

        RowReader reader = CsvFiles.reader((header + "\n1,2,3,4\n").getBytes(UTF_8), schema());

        assertThat(reader.header().names()).containsExactly("id", "straße", "note", "extra\u00A0");
        byte[] written = CsvFiles.writtenBytes(reader.header(), schema().dialect(), CsvFiles.rows(reader), false);
        assertThat(new String(written, UTF_8)).isEqualTo("id,straße,note,extra\u00A0\n1,2,3,4\n");
    }

    @Example
    void shouldRefuse_whenTwoColumnsLookLikeOneField() {
        RowReader reader = CsvFiles.reader("id,straße,note,id\u00A0\n".getBytes(UTF_8), schema());

        reader.header();

        assertThat(reader.defect().orElseThrow())
                .hasToString(
                        "duplicate_column: The header on line 1 gives columns 1 and 4 the same name (id); rename one.");
    }

    @Example
    void shouldKeepALoneCarriageReturn_whenOtherLinesEndInLineFeeds() {
        RowReader reader = CsvFiles.reader("id,straße,note\n1,a\rb,c\n".getBytes(UTF_8), schema());

        assertThat(reader.next().get("straße")).isEqualTo("a\rb");
    }

    @Example
    void shouldKeepLineFeedsInQuotes_whenLinesEndInCarriageReturns() {
        TableSchema schema = schema(new HashMap<>());

        RowReader reader = CsvFiles.reader("id,straße,note\r1,\"a\nb\",c\r2,x,y\r".getBytes(UTF_8), schema);

        assertThat(CsvFiles.rows(reader))
                .extracting(CsvFiles::values)
                .containsExactly(List.of("1", "a\nb", "c"), List.of("2", "x", "y"));
    }
}
