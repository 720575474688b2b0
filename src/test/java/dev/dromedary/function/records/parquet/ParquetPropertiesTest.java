package dev.dromedary.function.records.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.function.records.TableSchema;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever stands in rows, DuckDB reads it again, value by value. */
class ParquetPropertiesTest {

    static final TableSchema SCHEMA = ParquetFiles.schema("""
            {"fields": [
              {"name": "text", "type": "string"},
              {"name": "few", "type": "string", "missingValues": ["-"]},
              {"name": "whole", "type": "integer"},
              {"name": "cents", "type": "number", "columnType": "decimal(9,2)"},
              {"name": "wide", "type": "number", "columnType": "decimal(30,3)"},
              {"name": "flag", "type": "boolean"},
              {"name": "day", "type": "date"}
            ]}""");
    private static final String SELECT =
            "SELECT text, few, whole::VARCHAR, cents::VARCHAR, wide::VARCHAR, flag::VARCHAR,"
                    + " day::VARCHAR FROM file";

    private static Path folder;

    @BeforeContainer
    static void makeFolder() throws Exception {
        folder = Files.createTempDirectory("parquet");
    }

    @AfterContainer
    static void deleteFolder() throws Exception {
        try (var files = Files.walk(folder)) {
            files.sorted((one, other) -> -one.compareTo(other))
                    .forEach(file -> file.toFile().delete());
        }
    }

    @Property(tries = 60)
    void shouldReadWhatWasWritten_whateverTheRows(
            @ForAll long seed,
            @ForAll @IntRange(max = 400) int rows,
            @ForAll @IntRange(min = 1, max = 60) int kiloBytes)
            throws Exception {
        Random random = new Random(seed);
        List<IntFunction<String>> columns = List.of(
                values(random, i -> text(random)),
                values(random, i -> random.nextInt(3) == 0 ? "" : "w" + random.nextInt(1 + random.nextInt(300))),
                values(random, i -> Long.toString(random.nextLong() >> random.nextInt(64))),
                values(random, i -> decimal(random, 7, 2)),
                values(random, i -> decimal(random, 27, 3)),
                values(random, i -> Boolean.toString(random.nextBoolean())),
                values(
                        random,
                        i -> String.format("%04d-%02d-%02d", 1 + random.nextInt(9999), 1 + random.nextInt(12), 5)));
        List<List<Object>> expected = new ArrayList<>();
        StringBuilder csv = new StringBuilder("text,few,whole,cents,wide,flag,day\n");
        for (int i = 0; i < rows; i++) {
            List<Object> row = new ArrayList<>();
            for (int column = 0; column < columns.size(); column++) {
                String value = columns.get(column).apply(i);
                csv.append(column == 0 ? "" : ",").append(quoted(column == 1 && value == null ? "-" : value));
                row.add(value == null || value.isEmpty() && column == 0 ? null : value);
            }
            csv.append('\n');
            expected.add(row);
        }

        byte[] file = ParquetFiles.written(
                SCHEMA, csv.toString().getBytes(StandardCharsets.UTF_8), ParquetCompression.ZSTD, kiloBytes * 1024L);

        assertThat(ParquetFiles.query(folder, file, SELECT)).isEqualTo(expected);
    }

    /** Some columns have values, some have none, some repeat them. */
    private static IntFunction<String> values(Random random, IntFunction<String> made) {
        int nulls = random.nextInt(4);
        int repeats = 1 + random.nextInt(40);
        String[] last = new String[1];
        return i -> {
            if (nulls == 3 || nulls > 0 && random.nextInt(nulls * 3) == 0) {
                return null;
            }
            if (last[0] == null || i % repeats == 0) {
                last[0] = made.apply(i);
            }
            return last[0];
        };
    }

    private static String text(Random random) {
        int length = random.nextInt(100) == 0 ? 40_000 : random.nextInt(30);
        int[] points = random.ints(0, 0x11000)
                .map(point -> point > 0x10000 ? 0x1F400 + point % 100 : point)
                .filter(point -> point != 0 && point != '\r' && !(point >= 0xD800 && point < 0xE000))
                .limit(length)
                .toArray();
        return new String(points, 0, points.length);
    }

    private static String decimal(Random random, int digits, int scale) {
        char[] whole = new char[1 + random.nextInt(digits)];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = (char) ('0' + (i == 0 && whole.length > 1 ? 1 + random.nextInt(9) : random.nextInt(10)));
        }
        String fraction = String.format("%0" + scale + "d", random.nextInt((int) Math.pow(10, scale)));
        boolean zero = new String(whole).equals("0") && fraction.matches("0+");
        return (random.nextBoolean() && !zero ? "-" : "") + new String(whole) + "." + fraction;
    }

    private static String quoted(String value) {
        return value == null ? "" : '"' + value.replace("\"", "\"\"") + '"';
    }
}
