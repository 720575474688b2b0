package dev.dromedary.function.records.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.dromedary.function.records.Row;
import dev.dromedary.function.records.RowReader;
import dev.dromedary.function.records.TableSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParquetRowWriterTest {

    private static final TableSchema ALL_TYPES = ParquetFiles.schema("""
            {"fields": [
              {"name": "text", "type": "string", "constraints": {"required": true}},
              {"name": "whole", "type": "integer"},
              {"name": "huge", "type": "integer", "constraints": {"maximum": "99999999999999999999"}},
              {"name": "measure", "type": "number"},
              {"name": "cents", "type": "number", "constraints": {"multipleOf": 0.01}},
              {"name": "rate", "type": "number", "columnType": "decimal(9,4)"},
              {"name": "wide", "type": "number", "columnType": "decimal(38,10)"},
              {"name": "flag", "type": "boolean"},
              {"name": "day", "type": "date"},
              {"name": "hour", "type": "time"},
              {"name": "moment", "type": "datetime"},
              {"name": "year", "type": "year"},
              {"name": "month", "type": "yearmonth"},
              {"name": "a.ny"}
            ]}""");
    private static final String HEADER =
            "text,whole,huge,measure,cents,rate,wide,flag,day,hour,moment,year,month,a.ny\n";

    @TempDir
    private Path folder;

    @Test
    void shouldHaveTheTypesOfTheSchema_whenDuckDbDescribesTheFile() throws Exception {
        byte[] file = ParquetFiles.written(ALL_TYPES, HEADER);

        assertThat(ParquetFiles.types(folder, file))
                .containsExactly(
                        entry("text", "VARCHAR"),
                        entry("whole", "BIGINT"),
                        entry("huge", "DECIMAL(38,0)"),
                        entry("measure", "DOUBLE"),
                        entry("cents", "DECIMAL(18,2)"),
                        entry("rate", "DECIMAL(9,4)"),
                        entry("wide", "DECIMAL(38,10)"),
                        entry("flag", "BOOLEAN"),
                        entry("day", "DATE"),
                        entry("hour", "TIME"),
                        entry("moment", "TIMESTAMP"),
                        entry("year", "INTEGER"),
                        entry("month", "VARCHAR"),
                        entry("a.ny", "VARCHAR"));
    }

    @Test
    void shouldReadEqualValues_whenValuesAreOfAllTypes() throws Exception {
        byte[] file = ParquetFiles.written(
                ALL_TYPES,
                HEADER
                        + "a,12,7,1.5,1.25,0.0001,3.0000000001,true,2026-02-28,12:34:56.5,2026-02-28T12:34:56+01:00,"
                        + "2026,2026-02,\"x,\"\"y\"\"\"\n"
                        + "🐫,-9223372036854775808,-99999999999999999999,-1e300,-9999999999999999.99,-99999.9999,"
                        + "-9999999999999999999999999999.9999999999,false,0000-01-01,00:00,0000-01-01T00:00:00Z,0000,"
                        + "0000-01,\n"
                        + "\"line\nbreak\",9223372036854775807,99999999999999999999,1e300,9999999999999999.99,99999.9999,"
                        + "9999999999999999999999999999.9999999999,1,9999-12-31,23:59:59.999999999,"
                        + "9999-12-31T23:59:59.999999999Z,9999,9999-12,é\n"
                        + "nothing,,,,,,,,,,,,,\n");

        List<List<Object>> rows = ParquetFiles.query(
                folder,
                file,
                "SELECT text, whole::VARCHAR, huge::VARCHAR, measure, cents::VARCHAR, rate::VARCHAR, wide::VARCHAR, flag,"
                        + " epoch(day)::BIGINT // 86400, hour::VARCHAR, epoch_us(moment), year, month, \"a.ny\" FROM file");

        assertThat(rows)
                .containsExactly(
                        List.of(
                                "a",
                                "12",
                                "7",
                                1.5,
                                "1.25",
                                "0.0001",
                                "3.0000000001",
                                true,
                                20512L,
                                "12:34:56.5",
                                1772278496000000L,
                                2026,
                                "2026-02",
                                "x,\"y\""),
                        Arrays.asList(
                                "🐫",
                                "-9223372036854775808",
                                "-99999999999999999999",
                                -1e300,
                                "-9999999999999999.99",
                                "-99999.9999",
                                "-9999999999999999999999999999.9999999999",
                                false,
                                -719528L,
                                "00:00:00",
                                -62167219200000000L,
                                0,
                                "0000-01",
                                null),
                        List.of(
                                "line\nbreak",
                                "9223372036854775807",
                                "99999999999999999999",
                                1e300,
                                "9999999999999999.99",
                                "99999.9999",
                                "9999999999999999999999999999.9999999999",
                                true,
                                2932896L,
                                "23:59:59.999999",
                                253402300799999999L,
                                9999,
                                "9999-12",
                                "é"),
                        Arrays.asList(
                                "nothing", null, null, null, null, null, null, null, null, null, null, null, null,
                                null));
    }

    @ParameterizedTest
    @EnumSource(ParquetCompression.class)
    void shouldWriteTheSameBytesTwice_andReadThem_whenCompressed(ParquetCompression compression) throws Exception {
        byte[] csv = numbered(3000).getBytes(StandardCharsets.UTF_8);

        byte[] one = ParquetFiles.written(ALL_TYPES, csv, compression, 50_000);
        byte[] other = ParquetFiles.written(ALL_TYPES, csv, compression, 50_000);

        assertThat(one).isEqualTo(other);
        assertThat(ParquetFiles.query(
                        folder, one, "SELECT count(*), sum(whole)::BIGINT, max(text), count(DISTINCT text) FROM file"))
                .containsExactly(List.of(3000L, 4498500L, "text 999", 3000L));
    }

    @Test
    void shouldBoundWhatItHolds_whenThereAreManyRows() throws IOException {
        long limit = 100_000;
        ParquetRowWriter writer =
                new ParquetRowWriter(OutputStream.nullOutputStream(), ALL_TYPES, ParquetCompression.NONE, limit);
        RowReader reader = ParquetFiles.reader(ALL_TYPES, numbered(20_000));
        writer.header(reader.header());
        long most = 0;

        for (List<Row> batch = reader.nextBatch(100, Integer.MAX_VALUE);
                !batch.isEmpty();
                batch = reader.nextBatch(100, Integer.MAX_VALUE)) {
            writer.write(batch);
            most = Math.max(most, writer.buffered());
        }
        writer.finish();

        assertThat(most).isBetween(limit / 2, limit + limit / 5);
        assertThat(writer.buffered()).isZero();
        assertThat(writer.written()).isEqualTo(20_000);
    }

    @Test
    void shouldBoundWhatItHolds_whenTextsAreLong() throws IOException {
        TableSchema schema = ParquetFiles.schema("{\"fields\": [{\"name\": \"text\"}]}");
        ParquetRowWriter writer =
                new ParquetRowWriter(OutputStream.nullOutputStream(), schema, ParquetCompression.NONE, 1_000_000);
        RowReader reader = ParquetFiles.reader(schema, "text\n" + ("x".repeat(300_000) + "\n").repeat(20));
        writer.header(reader.header());

        for (Row row : reader.nextBatch(100, Integer.MAX_VALUE)) {
            writer.write(List.of(row));
            assertThat(writer.buffered()).isLessThan(1_400_000);
        }
    }

    @Test
    void shouldHoldLess_whenItShrinks() throws Exception {
        TableSchema schema = ParquetFiles.schema("{\"fields\": [{\"name\": \"id\", \"type\": \"integer\"}]}");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ParquetRowWriter writer = new ParquetRowWriter(out, schema, ParquetCompression.ZSTD, 8_000_000);
        RowReader reader = ParquetFiles.reader(schema, "id\n" + "1234\n".repeat(5000));
        writer.header(reader.header());
        assertThat(writer.shrink()).isFalse();

        writer.write(reader.nextBatch(3000, Integer.MAX_VALUE));
        long held = writer.buffered();
        assertThat(writer.shrink()).isTrue();
        assertThat(writer.buffered()).isLessThan(held / 2);
        writer.write(reader.nextBatch(3000, Integer.MAX_VALUE));
        writer.finish();

        assertThat(ParquetFiles.query(
                        folder,
                        out.toByteArray(),
                        "SELECT count(*), min(id), max(id), any_value(n) FROM file, (SELECT count(*) n FROM"
                                + " parquet_metadata(file))"))
                .containsExactly(List.of(5000L, 1234L, 1234L, 1L));
    }

    @Test
    void shouldWriteFurtherColumnsAsText_whenTheSchemaIsASubset() throws Exception {
        TableSchema schema = ParquetFiles.schema("""
                {"fieldsMatch": "subset", "fields": [{"name": "id", "type": "integer"}]}""");

        byte[] file = ParquetFiles.written(schema, "more,id,other\n1,2,\n");

        assertThat(ParquetFiles.types(folder, file))
                .containsExactly(entry("id", "BIGINT"), entry("more", "VARCHAR"), entry("other", "VARCHAR"));
        assertThat(ParquetFiles.query(folder, file, "SELECT * FROM file"))
                .containsExactly(Arrays.asList(2L, "1", null));
    }

    @Test
    void shouldWriteUtf8_whenTheRowsAreInAnotherEncoding() throws Exception {
        TableSchema schema = ParquetFiles.schema("""
                {"dialect": {"encoding": "windows-1252", "delimiter": ";"}, "fields": [{"name": "name"}, {"name": "paid",
                 "type": "boolean", "trueValues": ["ja"], "falseValues": ["né"]}]}""");
        byte[] csv = "name;paid\nZoë €;ja\n;né\n".getBytes(Charset.forName("windows-1252"));

        byte[] file = ParquetFiles.written(schema, csv, ParquetCompression.ZSTD, ParquetFiles.ROW_GROUP_BYTES);

        assertThat(ParquetFiles.query(folder, file, "SELECT * FROM file"))
                .containsExactly(List.of("Zoë €", true), Arrays.asList(null, false));
    }

    @Test
    void shouldPassOverRejectedRows_andWriteWhatStepsChanged() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TableSchema schema = ParquetFiles.schema("{\"fields\": [{\"name\": \"id\", \"type\": \"integer\"}]}");
        ParquetRowWriter writer = new ParquetRowWriter(out, schema, ParquetCompression.ZSTD, 1_000_000);
        RowReader reader = ParquetFiles.reader(schema, "id\n1\n2\n3\n");
        List<Row> rows = reader.nextBatch(100, Integer.MAX_VALUE);
        rows.forEach(row -> row.set("added", "to " + row.number()));
        rows.get(1).reject("unwanted");
        rows.get(2).set("id", "33");

        writer.header(reader.header());
        int count = writer.write(rows);
        writer.finish();

        assertThat(count).isEqualTo(2);
        assertThat(ParquetFiles.query(folder, out.toByteArray(), "SELECT * FROM file"))
                .containsExactly(List.of(1L, "to 1"), List.of(33L, "to 3"));
    }

    @Test
    void shouldSayWhichRow_whenALaterOneHasAnotherColumn() {
        TableSchema schema = ParquetFiles.schema("{\"fields\": [{\"name\": \"id\"}]}");
        ParquetRowWriter writer =
                new ParquetRowWriter(OutputStream.nullOutputStream(), schema, ParquetCompression.ZSTD, 1_000_000);
        RowReader reader = ParquetFiles.reader(schema, "id\n1\n2\n");
        List<Row> rows = reader.nextBatch(100, Integer.MAX_VALUE);
        rows.get(1).set("late", "1");
        writer.header(reader.header());

        assertThatThrownBy(() -> writer.write(rows))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Row 2: the first row written had no such column as its column 2; let the step add it to"
                        + " every row.");
    }

    @Test
    void shouldRefuseARow_whenItsValueDoesNotFit() {
        TableSchema schema = ParquetFiles.schema("{\"fields\": [{\"name\": \"id\", \"type\": \"integer\"}]}");
        ParquetRowWriter writer =
                new ParquetRowWriter(OutputStream.nullOutputStream(), schema, ParquetCompression.ZSTD, 1_000_000);
        RowReader reader = ParquetFiles.reader(schema, "id\n9223372036854775808\n");
        List<Row> rows = reader.nextBatch(100, Integer.MAX_VALUE);
        writer.header(reader.header());

        assertThatThrownBy(() -> writer.write(rows))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Row 1 can't be written as Parquet (invalid_id)");
    }

    private static String numbered(int rows) {
        StringBuilder csv = new StringBuilder(HEADER);
        for (int i = 0; i < rows; i++) {
            csv.append("text ")
                    .append(i)
                    .append(',')
                    .append(i)
                    .append(",,")
                    .append(i / 7.0)
                    .append(',');
            csv.append(i)
                    .append(".25,,,")
                    .append(i % 3 == 0)
                    .append(",2026-02-")
                    .append(10 + i % 19);
            csv.append(",,2026-02-01T00:")
                    .append(10 + i % 50)
                    .append(":00Z,,,word")
                    .append(i % 5)
                    .append('\n');
        }
        return csv.toString();
    }
}
