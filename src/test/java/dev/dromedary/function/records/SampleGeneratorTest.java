package dev.dromedary.function.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SampleGeneratorTest {

    private static byte[] generated(TableSchema schema, long seed, long rows, double bad) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SampleGenerator(schema, seed).write(out, rows, bad);
        return out.toByteArray();
    }

    private static List<Row> judged(TableSchema schema, byte[] file) {
        RowReader reader = CsvFiles.reader(file);
        List<Row> rows = CsvFiles.rows(reader);
        new BatchValidator(schema, reader.header()).validate(rows);
        return rows;
    }

    @Property(tries = 50)
    void shouldWriteExactShare(@ForAll @IntRange(max = 200) int rows, @ForAll @DoubleRange(min = 0, max = 1) double bad)
            throws IOException {
        TableSchema schema = HealthSchema.read();

        List<Row> judged = judged(schema, generated(schema, 7, rows, bad));

        assertThat(judged).hasSize(rows);
        assertThat(judged.stream().filter(row -> !row.valid()).count()).isEqualTo(Math.round(rows * bad));
    }

    @Test
    void shouldCoverEveryReason_overSeveralUsersAndDays() throws IOException {
        TableSchema schema = HealthSchema.read();
        List<Row> judged = judged(schema, generated(schema, 1, 1000, 0.15));

        Map<String, Integer> reasons = new TreeMap<>();
        Set<String> users = new HashSet<>();
        Set<String> days = new HashSet<>();
        String last = "";
        for (Row row : judged) {
            if (row.valid()) {
                users.add(row.get("user_id"));
                days.add(row.get("event_time").substring(0, 10));
                assertThat(row.get("event_time")).isGreaterThanOrEqualTo(last);
                last = row.get("event_time");
            } else {
                reasons.merge(row.reason(), 1, Integer::sum);
            }
        }
        assertThat(reasons)
                .hasSize(17)
                .containsKeys("missing_event_time", "invalid_temp_c", "dbp_gt_sbp", "wrong_number_of_values");
        assertThat(reasons).doesNotContainKey("invalid_user_id");
        assertThat(users).hasSizeGreaterThan(10);
        assertThat(days).hasSizeGreaterThan(5);
    }

    @Test
    void shouldDependOnSeedOnly() throws IOException {
        TableSchema schema = HealthSchema.read();

        assertThat(generated(schema, 1, 500, 0.1)).isEqualTo(generated(schema, 1, 500, 0.1));
        assertThat(generated(schema, 1, 500, 0.1)).isNotEqualTo(generated(schema, 2, 500, 0.1));
    }

    @Test
    void shouldServeOtherTypes() throws IOException {
        TableSchema schema = TableSchema.of(
                "test",
                Map.of(
                        "fields",
                        List.of(
                                Map.of("name", "day", "type", "date", "format", "%d.%m.%Y"),
                                Map.of("name", "year", "type", "year"),
                                Map.of("name", "at", "type", "time", "example", "08:00:00"),
                                Map.of("name", "flag", "type", "boolean"),
                                Map.of(
                                        "name",
                                        "kind",
                                        "type",
                                        "string",
                                        "constraints",
                                        Map.of("enum", List.of("x", "y,z"))),
                                Map.of(
                                        "name",
                                        "price",
                                        "type",
                                        "number",
                                        "example",
                                        9.99,
                                        "constraints",
                                        Map.of("multipleOf", 0.01)),
                                Map.of("name", "count", "type", "integer", "constraints", Map.of("minimum", 1)))));

        List<Row> judged = judged(schema, generated(schema, 1, 200, 0.2));

        assertThat(judged.stream().filter(row -> !row.valid()).count()).isEqualTo(40);
        assertThat(judged.stream().filter(row -> !row.valid()).map(Row::reason).distinct())
                .contains(
                        "invalid_day",
                        "invalid_year",
                        "invalid_at",
                        "invalid_flag",
                        "invalid_kind",
                        "invalid_price",
                        "invalid_count");
    }

    @Test
    void shouldSayWhatToDo_whenNoValidRowCanBeMadeUp() {
        TableSchema schema = TableSchema.of(
                "test",
                Map.of(
                        "fields",
                        List.of(Map.of("name", "a", "type", "string", "constraints", Map.of("pattern", "[0-9]{4}")))));

        assertThatThrownBy(() -> generated(schema, 1, 10, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("example");
    }
}
