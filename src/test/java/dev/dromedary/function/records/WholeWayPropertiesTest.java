package dev.dromedary.function.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Reading, judging and writing together, on files that were good before something happened to them. */
class WholeWayPropertiesTest {

    private static final byte[] LIKELY = {',', '"', '\n', '\r', '0', '.', '-', 'e', ' ', (byte) 0xE9, 0};

    private static byte[] damaged(TableSchema schema, long seed, int places) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SampleGenerator(schema, seed).write(out, 40, 0.2);
        byte[] bytes = out.toByteArray();
        Random random = new Random(seed);
        int header = 75;
        for (int i = 0; i < places; i++) {
            bytes[header + random.nextInt(bytes.length - header)] = LIKELY[random.nextInt(LIKELY.length)];
        }
        return bytes;
    }

    @Property(tries = 500)
    void shouldLoseNothingAndNeverThrow(@ForAll long seed, @ForAll @IntRange(max = 30) int places) throws IOException {
        TableSchema schema = HealthSchema.read();
        byte[] file = damaged(schema, seed, places);
        RowReader reader =
                new RowReader(CsvFiles.trickling(file), schema.dialect(), Optional.of(schema), Limits.DEFAULT, 100);
        List<Row> rows = CsvFiles.rows(reader);
        BatchValidator validator = new BatchValidator(schema, reader.header());
        assertThat(reader.defect()).isEmpty();

        validator.validate(rows);

        byte[] valid = CsvFiles.writtenBytes(reader.header(), schema.dialect(), rows, false);
        byte[] rejected = CsvFiles.writtenBytes(reader.header(), schema.dialect(), rows, true);
        RowReader validAgain = CsvFiles.reader(valid, schema);
        List<Row> validRows = CsvFiles.rows(validAgain);
        new BatchValidator(schema, validAgain.header()).validate(validRows);
        List<Row> rejectedRows = CsvFiles.rows(CsvFiles.reader(rejected, schema));
        assertThat(validRows).allMatch(Row::valid);
        assertThat(validRows.size() + rejectedRows.size()).isEqualTo(rows.size());
    }

    @Property(tries = 300)
    void shouldJudgeTheSame_whenEveryValueIsQuotedOrSet(@ForAll long seed) throws IOException {
        TableSchema schema = HealthSchema.read();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SampleGenerator(schema, seed).write(out, 20, 0.5);
        RowReader reader = CsvFiles.reader(out.toByteArray());
        BatchValidator validator = new BatchValidator(schema, reader.header());
        for (Row row : CsvFiles.rows(reader)) {
            if (!row.valid()) {
                continue;
            }
            List<String> values = CsvFiles.values(row);
            String header = String.join(",", row.names());
            Row quoted = CsvFiles.row(header, "\"" + String.join("\",\"", values) + "\"");
            Row set = CsvFiles.row(header, ",".repeat(values.size() - 1));
            row.names().forEach(name -> set.set(name, row.get(name)));

            validator.validate(List.of(row, quoted, set));

            assertThat(quoted.reason()).isEqualTo(row.reason());
            assertThat(set.reason()).isEqualTo(row.reason());
        }
    }

    @Property(tries = 100)
    void shouldKeepRows_whateverTheEncoding(@ForAll byte[] content) {
        for (String charset : List.of("iso-8859-1", "windows-1252", "utf-8")) {
            TableSchema schema = TableSchema.of(
                    "test", Map.of("dialect", Map.of("encoding", charset), "fields", List.of(Map.of("name", "a"))));
            byte[] file = new byte[content.length + 2];
            file[0] = 'a';
            file[1] = '\n';
            System.arraycopy(content, 0, file, 2, content.length);
            RowReader reader = new RowReader(new ByteArrayInputStream(file), schema.dialect(), Limits.DEFAULT);
            List<Row> rows = CsvFiles.rows(reader);
            new BatchValidator(schema, reader.header()).validate(rows);

            byte[] valid = CsvFiles.writtenBytes(reader.header(), schema.dialect(), rows, false);
            RowReader again = new RowReader(new ByteArrayInputStream(valid), schema.dialect(), Limits.DEFAULT);
            assertThat(CsvFiles.rows(again))
                    .hasSize((int) rows.stream().filter(Row::valid).count());
        }
    }
}
