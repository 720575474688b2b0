package dev.dromedary.function.steps.query.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.function.steps.query.Query;
import dev.dromedary.function.steps.query.QueryTable;
import dev.dromedary.function.steps.query.QueryTable.TableObject;
import io.trino.sql.parser.ParsingOptions;
import io.trino.sql.parser.SqlParser;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The text that Athena gets. */
class CatalogSqlTest {

    private static final CatalogSql SQL = new CatalogSql("logs_test");

    private static QueryTable table(String name, String prefix, String... keys) {
        return new QueryTable(
                name,
                "logs",
                prefix,
                Optional.empty(),
                Arrays.stream(keys).map(key -> new TableObject(key, "e", 1)).toList());
    }

    private static String of(String sql, QueryTable... tables) {
        String text = SQL.of(new Query("q.sql", sql, List.of(tables), Optional.empty()));
        // What Trino's grammar does not have, Athena would refuse.
        new SqlParser().createStatement(text, new ParsingOptions());
        return text;
    }

    @Test
    void shouldStandBeforeTheSelect_whenThereIsNoWith() {
        assertThat(of("SELECT 1 FROM days", table("days", "gold/daily-metrics/", "gold/daily-metrics/x.parquet")))
                .isEqualTo("WITH days AS (SELECT * FROM \"logs_test\".\"gold_daily_metrics\")\nSELECT 1 FROM days");
    }

    @Test
    void shouldStandBehindTheFirstWord_whenAWithOrCommentsBegin() {
        assertThat(of(
                        "/* a\nWITH */ -- b\n with recursive r AS (SELECT 1) SELECT * FROM r",
                        table("t", "t/", "t/x.parquet")))
                .isEqualTo(
                        "/* a\nWITH */ -- b\n with recursive t AS (SELECT * FROM \"logs_test\".\"t\"), r AS (SELECT 1)"
                                + " SELECT * FROM r");
    }

    @Test
    void shouldReadThePartitionsAlone_whenObjectsAreInThem() {
        assertThat(of("SELECT 1", table("t", "silver/day=02/", "silver/day=02/a.parquet", "silver/day=02/b.parquet")))
                .contains("\"silver\" WHERE (day = '02')");
        assertThat(of("SELECT 1", table("t", "s/", "s/day=01/a.parquet", "s/day=02/b.parquet")))
                .contains("\"s\" WHERE (day = '01') OR (day = '02')");
    }

    @Test
    void shouldReadNothing_whenATableHasNoObjects() {
        assertThat(of("SELECT 1", table("t", "s/"))).contains("FROM \"logs_test\".\"s\" WHERE false");
    }

    @Test
    void shouldRefuseAValue_whenItIsNoneOfAPartition() {
        assertThatThrownBy(() -> of("SELECT 1", table("t", "s/", "s/day=1' OR 'a/a.parquet")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("OR 'a");
    }
}
