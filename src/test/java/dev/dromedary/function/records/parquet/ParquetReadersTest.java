package dev.dromedary.function.records.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.dromedary.function.records.TableSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Readers that others have written read what we write: pyarrow, pandas and Python's DuckDB, where {@code READERS_PYTHON} or
 * {@code python3} finds them. The one that is named has to have all.
 */
class ParquetReadersTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> ALL = Set.of("pyarrow", "pandas", "duckdb");
    private static final TableSchema SCHEMA = ParquetFiles.schema("""
            {"fields": [
              {"name": "text", "type": "string", "constraints": {"required": true}},
              {"name": "whole", "type": "integer"},
              {"name": "measure", "type": "number"},
              {"name": "rate", "type": "number", "columnType": "decimal(9,4)"},
              {"name": "cents", "type": "number", "constraints": {"multipleOf": 0.01}},
              {"name": "wide", "type": "number", "columnType": "decimal(38,3)"},
              {"name": "flag", "type": "boolean"},
              {"name": "day", "type": "date"},
              {"name": "hour", "type": "time"},
              {"name": "moment", "type": "datetime"},
              {"name": "year", "type": "year"}
            ]}""");
    /** Each value as it is to be read. */
    private static final List<List<String>> ROWS = List.of(
            Arrays.asList(
                    "🐫 é",
                    "-9223372036854775808",
                    "-1e+300",
                    "-99999.9999",
                    "-9999999999999999.99",
                    "-99999999999999999999999999999999999.999",
                    "true",
                    "0001-01-01",
                    "00:00:00.000000",
                    "0001-01-01T00:00:00.000000",
                    "1"),
            Arrays.asList(
                    "a\nb",
                    "9223372036854775807",
                    "0.1",
                    "0.0001",
                    "0.01",
                    "0.001",
                    "false",
                    "9999-12-31",
                    "23:59:59.999999",
                    "9999-12-31T23:59:59.999999",
                    "9999"),
            Arrays.asList("x".repeat(100_000), null, null, null, null, null, null, null, null, null, null));

    @TempDir
    private Path folder;

    @Test
    void shouldReadEqualValues_whateverTheReader() throws Exception {
        StringBuilder csv = new StringBuilder("text,whole,measure,rate,cents,wide,flag,day,hour,moment,year\n");
        List<List<String>> expected = new ArrayList<>();
        // More than a page, so that there are some with and some without nulls.
        for (int i = 0; i < 21_500; i++) {
            List<String> row = new ArrayList<>(ROWS.get(i < 20_500 ? i % 2 : i % 397 == 0 ? 2 : 1));
            expected.add(row);
            for (int column = 0; column < row.size(); column++) {
                String value = row.get(column) == null ? "" : row.get(column);
                String written = column == 10 && !value.isEmpty() ? "0".repeat(4 - value.length()) + value : value;
                csv.append(column == 0 ? "\"" : ",").append(written).append(column == 0 ? "\"" : "");
            }
            csv.append('\n');
        }
        List<String> paths = new ArrayList<>();
        for (ParquetCompression compression : ParquetCompression.values()) {
            byte[] file = ParquetFiles.written(
                    SCHEMA, csv.toString().getBytes(StandardCharsets.UTF_8), compression, 1_000_000);
            paths.add(
                    Files.write(folder.resolve(compression + ".parquet"), file).toString());
        }

        List<Map<String, List<List<String>>>> read = read(paths);

        assertThat(read)
                .hasSameSizeAs(paths)
                .allSatisfy(readers -> readers.forEach(
                        (reader, rows) -> assertThat(rows).as(reader).isEqualTo(expected)));
    }

    private List<Map<String, List<List<String>>>> read(List<String> paths) throws IOException, InterruptedException {
        Path script = Path.of("src/test/resources/readers/read_parquet.py");
        Path in = Files.writeString(folder.resolve("files.json"), JSON.writeValueAsString(paths));
        Path out = folder.resolve("read.json");
        String named = System.getenv("READERS_PYTHON");
        String python = named == null ? "python3" : named;
        try {
            int code = new ProcessBuilder(python, script.toString())
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start()
                    .waitFor();
            assertThat(code).as("exit code of %s %s", python, script).isZero();
        } catch (IOException e) {
            assertThat(named)
                    .as("READERS_PYTHON can't be run: %s", e.getMessage())
                    .isNull();
            assumeTrue(false, "Skipped: there is no Python that could read what we write: " + e.getMessage());
        }
        List<String> lines = Files.readAllLines(out);
        List<String> readers = JSON.readValue(lines.get(0), new TypeReference<>() {});
        if (named != null) {
            assertThat(readers).as("readers of READERS_PYTHON").containsExactlyInAnyOrderElementsOf(ALL);
        }
        assumeTrue(!readers.isEmpty(), "Skipped: Python has none of " + ALL);
        List<Map<String, List<List<String>>>> read = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            read.add(JSON.readValue(line, new TypeReference<>() {}));
        }
        return read;
    }
}
