package dev.dromedary.function.steps.query.columns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dromedary.function.steps.query.Query;
import dev.dromedary.function.steps.query.duckdb.DuckDbEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

class QueryColumnsTest {

    private static final Map<String, Set<String>> TABLES = Map.of("t", Set.of("a", "b", "c"), "u", Set.of("d", "e"));

    private static Optional<QueryColumns> columns(String sql, Map<String, Set<String>> tables)
            throws JsonProcessingException {
        String tree = new DuckDbEngine((S3Client) null, 64)
                .syntaxTree(new Query("test.sql", sql, List.of(), Optional.empty()))
                .orElseThrow();
        return QueryColumns.of(new ObjectMapper().readTree(tree), tables);
    }

    private static String text(Origins origins) {
        return origins.all().entrySet().stream()
                .map(each -> each.getKey().table() + "." + each.getKey().column() + " "
                        + each.getValue().stream().map(Influence::name).collect(Collectors.joining("+")))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT a AS x FROM t                                           | t.a IDENTITY                            |
            SELECT T.A AS X FROM T                                         | t.A IDENTITY                            |
            SELECT a + b AS x FROM t WHERE c > 1                           | t.a TRANSFORMATION, t.b TRANSFORMATION  | t.c FILTER
            SELECT CAST(a AS varchar) AS x FROM t ORDER BY x               | t.a TRANSFORMATION                      | t.a SORT
            SELECT sum(a) AS x FROM t GROUP BY b                           | t.a AGGREGATION                         | t.b GROUP_BY
            SELECT b, sum(a) AS x FROM t GROUP BY 1                        | t.a AGGREGATION                         | t.b GROUP_BY
            SELECT count(*) AS x FROM t HAVING max(a) > 1                  |                                         | t.a FILTER
            SELECT sum(a) FILTER (WHERE b > 1) AS x FROM t                 | t.a AGGREGATION, t.b FILTER             |
            SELECT CASE WHEN a > 1 THEN b ELSE 0 END AS x FROM t           | t.a CONDITIONAL, t.b TRANSFORMATION     |
            SELECT CASE WHEN a > 1 THEN a END AS x FROM t                  | t.a TRANSFORMATION+CONDITIONAL          |
            SELECT sum(a) OVER (PARTITION BY b ORDER BY c) AS x FROM t     | t.a AGGREGATION, t.b WINDOW, t.c WINDOW |
            WITH r AS (SELECT *, a + 1 AS x FROM t) SELECT x FROM r        | t.a TRANSFORMATION                      |
            WITH r AS (SELECT * FROM t WHERE b = 1) SELECT a AS x FROM r   | t.a IDENTITY                            | t.b FILTER
            WITH r AS (SELECT sum(a) AS s FROM t) SELECT s / 2 AS x FROM r | t.a AGGREGATION                         |
            SELECT v.d AS x FROM t JOIN u AS v ON t.a = v.e                | u.d IDENTITY                            | t.a JOIN, u.e JOIN
            SELECT (SELECT max(d) FROM u WHERE e = t.a) AS x FROM t        | t.a FILTER, u.d AGGREGATION, u.e FILTER |
            SELECT a AS x FROM t WHERE b IN (SELECT d FROM u)              | t.a IDENTITY                            | t.b FILTER, u.d FILTER
            SELECT a AS x FROM t UNION ALL SELECT d FROM u                 | t.a IDENTITY, u.d IDENTITY              |
            SELECT x FROM (SELECT b AS x FROM t) AS s                      | t.b IDENTITY                            |
            SELECT part AS x FROM t                                        | t.part IDENTITY                         |
            SELECT y AS x FROM t, unnest(t.a) AS n(y)                      | t.a TRANSFORMATION                      |
            """)
    void shouldFollowAColumn_whenTheQueryIsPlain(String sql, String origins, String records) throws IOException {
        QueryColumns columns = columns(sql, TABLES).orElseThrow();

        assertThat(text(columns.column("x"))).isEqualTo(origins == null ? "" : origins);
        assertThat(text(columns.records())).isEqualTo(records == null ? "" : records);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WITH RECURSIVE r AS (SELECT a FROM t UNION ALL SELECT a + 1 FROM r) SELECT a FROM r",
                "SELECT a FROM t NATURAL JOIN u",
                "SELECT * EXCLUDE (a) FROM t",
                "SELECT list_transform(a, y -> y + b) AS x FROM t",
                "SELECT z FROM t, u",
                "SELECT a FROM nowhere",
                "SELECT * FROM t UNION ALL SELECT * FROM u",
                "SELECT 1; SELECT 2",
                "DELETE FROM t"
            })
    void shouldSayNothing_whenItMightBeWrong(String sql) throws IOException {
        assertThat(columns(sql, TABLES)).isEmpty();
    }

    /** A column of which nothing is told has no say: with other values in it, the result is the same. */
    @Test
    void shouldTellEveryColumn_whenItsValuesChangeTheResult() throws Exception {
        Random random = new Random(16);
        int changes = 0;
        for (int i = 0; i < 150; i++) {
            changes += check(new RandomSelect(random).text(), random, TABLES);
        }

        assertThat(changes).isGreaterThan(300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"daily_metrics", "session_metrics", "path_metrics"})
    void shouldFollowTheShippedQueries(String name) throws IOException {
        String sql = Files.readString(Path.of("routes/weblogs", name + ".sql")).replaceAll(":(year|month|day)", "'1'");

        QueryColumns columns = columns(sql, Map.of("silver", Set.of())).orElseThrow();

        assertThat(text(columns.records())).contains("silver.year FILTER", "silver.event_id");
        if (name.equals("daily_metrics")) {
            assertThat(text(columns.column("avg_response_time_seconds")))
                    .isEqualTo("silver.response_time_ms AGGREGATION");
            assertThat(text(columns.column("error_rate")))
                    .isEqualTo("silver.is_client_error AGGREGATION, silver.is_server_error AGGREGATION");
        }
    }

    /** @return how often another value in one column has changed the result */
    private static int check(String sql, Random random, Map<String, Set<String>> tables)
            throws SQLException, JsonProcessingException {
        QueryColumns columns = columns(sql, tables).orElseThrow(() -> new AssertionError(sql));
        int changes = 0;
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, Set<String>> table : tables.entrySet()) {
                statement.execute("CREATE TABLE " + table.getKey() + " AS SELECT "
                        + table.getValue().stream()
                                .map(column -> "CAST(hash(i, '" + column + random.nextInt() + "') % 4 AS integer) AS "
                                        + column)
                                .collect(Collectors.joining(", "))
                        + " FROM range(6) AS r(i)");
            }
            Map<String, List<String>> before = result(statement, sql);
            for (Map.Entry<String, Set<String>> table : tables.entrySet()) {
                for (String column : table.getValue()) {
                    statement.execute("BEGIN");
                    statement.execute(
                            "UPDATE " + table.getKey() + " SET " + column + " = (" + column + " * 7 + rowid + 1) % 5");
                    Map<String, List<String>> after = result(statement, sql);
                    statement.execute("ROLLBACK");
                    TableColumn changed = new TableColumn(table.getKey(), column);
                    if (!after.equals(before)) {
                        changes++;
                    }
                    if (columns.records().all().keySet().stream().noneMatch(changed::equals)) {
                        before.forEach((name, values) -> {
                            if (!columns.column(name).all().containsKey(changed)) {
                                assertThat(after.get(name))
                                        .as("%s of %s for %s", name, sql, changed)
                                        .isEqualTo(values);
                            }
                        });
                    }
                }
            }
        }
        return changes;
    }

    /** The values of each column, sorted, as a query need not say an order. */
    private static Map<String, List<String>> result(Statement statement, String sql) throws SQLException {
        Map<String, List<String>> values = new TreeMap<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            int count = rows.getMetaData().getColumnCount();
            for (int i = 1; i <= count; i++) {
                values.put(rows.getMetaData().getColumnName(i), new ArrayList<>());
            }
            while (rows.next()) {
                for (int i = 1; i <= count; i++) {
                    values.get(rows.getMetaData().getColumnName(i)).add(String.valueOf(rows.getString(i)));
                }
            }
        }
        values.values().forEach(each -> each.sort(null));
        return values;
    }
}
