package dev.dromedary.function.records.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes to more than one page, and what a page says of its values. */
class ParquetPagesTest {

    @TempDir
    private Path folder;

    /** Dictionaries that grow from page to page, and such as are given up, in the first page or later. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 300, 15_000, 25_000, 100_000})
    void shouldReadWhatWasWritten_whenThereAreManyPages(int distinct) throws Exception {
        int rows = 70_000;
        StringBuilder csv = new StringBuilder("text,few,whole,cents,wide,flag,day\n");
        for (int i = 0; i < rows; i++) {
            int value = (int) ((long) i * i % distinct);
            csv.append("text")
                    .append(value)
                    .append(',')
                    .append(i < 21_000 ? "-" : value % 7)
                    .append(',');
            csv.append(value)
                    .append(',')
                    .append(i % 10 == 3 ? "" : value + ".5")
                    .append(',')
                    .append(value)
                    .append(',');
            csv.append(i % 3 == 0).append(",2026-03-01\n");
        }

        byte[] file = ParquetFiles.written(ParquetPropertiesTest.SCHEMA, csv.toString());

        assertThat(ParquetFiles.query(
                        folder,
                        file,
                        "SELECT count(*), count(*) FILTER (text = 'text' || v AND whole = v AND wide = v AND day = DATE"
                                + " '2026-03-01'), count(*) FILTER (few IS NULL AND i < 21000 OR few::BIGINT = v % 7),"
                                + " count(*) FILTER (cents IS NULL AND i % 10 = 3 OR cents = v + 0.5), count(*) FILTER"
                                + " (flag = (i % 3 = 0)) FROM (SELECT *, file_row_number i, i * i % " + distinct
                                + " v FROM read_parquet(file, file_row_number = true))"))
                .containsExactly(List.of(70_000L, 70_000L, 70_000L, 70_000L, 70_000L));
    }

    @Test
    void shouldGiveLeastAndGreatestValue_whenReadersAskForThem() throws Exception {
        byte[] file = ParquetFiles.written(
                ParquetPropertiesTest.SCHEMA,
                "text,few,whole,cents,wide,flag,day\nb,é,-1,-0.5,-1e20,false,1969-12-31\na,z,200,3,5,true,2026-01-01\n"
                        + ",-,,,,,\n");

        assertThat(ParquetFiles.query(
                        folder,
                        file,
                        "SELECT stats_min_value, stats_max_value, stats_null_count FROM parquet_metadata(file)"))
                .extracting(row -> row.get(0) + " " + row.get(1) + " " + row.get(2))
                .containsExactly(
                        "a b 1",
                        "z é 1",
                        "-1 200 1",
                        "-0.50 3.00 1",
                        "-100000000000000000000.000 5.000 1",
                        "false true 1",
                        "1969-12-31 2026-01-01 1");
    }
}
