package dev.dromedary.function.records.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The language means what DuckDB means, but for what {@code docs/expressions.md} names. */
class DuckDbDifferentialTest {

    private static final List<Column> COLUMNS = List.of(
            new Column("a", Type.NUMBER),
            new Column("b", Type.NUMBER),
            new Column("n", Type.INTEGER),
            new Column("m", Type.INTEGER),
            new Column("s", Type.TEXT),
            new Column("t", Type.TEXT),
            new Column("flag", Type.BOOLEAN),
            new Column("day", Type.DATE),
            new Column("at", Type.DATETIME));

    private static final Environment ENVIRONMENT =
            Environment.of(COLUMNS, StandardCharsets.UTF_8, (name, known) -> ".");

    private static final List<List<String>> ROWS = rows();

    private static Connection connection;

    private static List<List<String>> rows() {
        Random random = new Random(20261129);
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            rows.add(List.of(
                    random.nextInt(20) == 0
                            ? "0.00"
                            : BigDecimal.valueOf(random.nextInt(20000) - 10000, 2)
                                    .toString(),
                    random.nextInt(4) == 0
                            ? ""
                            : BigDecimal.valueOf(random.nextInt(600) - 300, 2).toString(),
                    String.valueOf(random.nextInt(41) - 20),
                    random.nextInt(4) == 0 ? "" : String.valueOf(random.nextInt(2000) - 1000),
                    one(random, "abc", "Abc Def", "  trimmed ", "a-b-c", "Äpfel", "straÉe", "😀 ok", "x%y_z", "b"),
                    random.nextInt(4) == 0 ? "" : one(random, "a", "b", "B", "-", "ü", "%", "c Def", "é"),
                    random.nextInt(4) == 0 ? "" : random.nextBoolean() ? "true" : "false",
                    random.nextInt(6) == 0
                            ? ""
                            : one(random, "2024-02-29", "1969-12-31", "2026-01-31", "2020-12-31", "0101-01-01"),
                    random.nextInt(6) == 0
                            ? ""
                            : one(
                                    random,
                                    "2024-02-29 23:59:59",
                                    "1969-12-31 12:30:00.5",
                                    "2026-03-31 00:00:00",
                                    "1900-01-01 01:02:03.123456")));
        }
        return rows;
    }

    private static String one(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    @BeforeAll
    static void fill() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table rows (id integer, a decimal(9, 2), b decimal(9, 2), n bigint, m bigint,"
                    + " s varchar, t varchar, flag boolean, day date, \"at\" timestamp)");
            for (int i = 0; i < ROWS.size(); i++) {
                StringBuilder values = new StringBuilder("insert into rows values (" + i);
                for (String value : ROWS.get(i)) {
                    values.append(value.isEmpty() ? ", null" : ", '" + value.replace("'", "''") + "'");
                }
                statement.execute(values.append(')').toString());
            }
        }
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            value = {
                "a / b => case when b <> 0 then a / b end",
                "round(a / nullif(b, 0), 2) => round(cast(a / nullif(b, 0) as decimal(20, 9)), 2)",
                "a % nullif(b, 0) => a % nullif(b, 0)",
                "mod(n, nullif(m, 0)) => mod(n, nullif(m, 0))",
                "round(a, 1) => round(a, 1)",
                "round(a, -1) => round(a, -1)",
                "round(n, -1) => round(n, -1)",
                "round(a * b) => round(a * b)",
                "floor(a) => floor(a)",
                "ceil(b) => ceil(b)",
                "ceiling(a - b) => ceiling(a - b)",
                "abs(-a) => abs(-a)",
                "cast(a as integer) => cast(a as integer)",
                "cast(n as varchar) || '!' => cast(n as varchar) || '!'",
                "cast(a as decimal(9, 1)) => cast(a as decimal(9, 1))",
                "try_cast(s as integer) => try_cast(s as integer)",
                "try_cast(s as decimal(9,2)) => try_cast(s as decimal(9,2))",
                "cast(flag as integer) + 1 => cast(flag as integer) + 1",
                "cast(n as boolean) => cast(n as boolean)",
                "try_cast(s as boolean) => try_cast(nullif(s, 'no') as boolean)",
                "cast(day as timestamp) => cast(day as timestamp)",
                "cast(at as date) => cast(at as date)",
                "cast(at as time) => cast(at as time)",
                "cast('2024-02-29' as date) => cast('2024-02-29' as date)",
                "try_cast('2023-02-29' as date) => try_cast('2023-02-29' as date)",
                "date(at) => cast(at as date)",
                "date '2024-02-29' + interval '1' year => date '2024-02-29' + interval '1' year",
                "date '2024-01-31' + interval '1' month => date '2024-01-31' + interval '1' month",
                "timestamp '2024-03-31 10:00:00' - interval '1' month => timestamp '2024-03-31 10:00:00' - interval '1' month",
                "day + interval '3' day - interval '2' month => day + interval '3' day - interval '2' month",
                "at + interval '90' minute => at + interval '90' minute",
                "at - interval '2' hour + interval '5' second => at - interval '2' hour + interval '5' second",
                "interval '1' week + at => interval '1' week + at",
                "date_trunc('year', at) => date_trunc('year', at)",
                "date_trunc('quarter', at) => date_trunc('quarter', at)",
                "date_trunc('month', day) => date_trunc('month', day)",
                "date_trunc('week', day) => date_trunc('week', day)",
                "date_trunc('day', at) => date_trunc('day', at)",
                "date_trunc('hour', at) => date_trunc('hour', at)",
                "date_trunc('minute', at) => date_trunc('minute', at)",
                "date_trunc('second', at) => date_trunc('second', at)",
                "year(day) * 10000 + month(day) * 100 + day(day) => year(day) * 10000 + month(day) * 100 + day(day)",
                "quarter(at) => quarter(at)",
                "week(day) => week(day)",
                "hour(at) => hour(at)",
                "minute(at) => minute(at)",
                "second(at) => second(at)",
                "to_unixtime(at) => epoch(at)",
                "from_unixtime(n) => make_timestamp(n * 1000000)",
                "hour(at_timezone(at, 'Europe/Berlin')) => hour(at at time zone 'UTC' at time zone 'Europe/Berlin')",
                "date(at_timezone(at, 'America/New_York')) => cast(at at time zone 'UTC' at time zone 'America/New_York' as date)",
                "lower(s) => lower(s)",
                "upper(s) => upper(s)",
                "trim(s) => trim(s)",
                "ltrim(s) || rtrim(s) => ltrim(s) || rtrim(s)",
                "length(s) => length(s)",
                "substr(s, 2) => substr(s, 2)",
                "substr(s, 2, 3) => substr(s, 2, 3)",
                "substr(s, -1) => substr(s, -1)",
                "substr(s, 50, 2) => substr(s, 50, 2)",
                "replace(s, 'b', '--') => replace(s, 'b', '--')",
                "replace(s, '', 'x') => replace(s, '', 'x')",
                "split_part(s, '-', 1) => split_part(s, '-', 1)",
                "coalesce(split_part(s, '-', 3), '') => split_part(s, '-', 3)",
                "strpos(s, 'e') => strpos(s, 'e')",
                "strpos(s, '') => strpos(s, '')",
                "starts_with(s, t) => starts_with(s, t)",
                "regexp_like(s, '[a-c]+-') => regexp_matches(s, '[a-c]+-')",
                "coalesce(regexp_extract(s, '([a-z])-([a-z])', 2), '') => regexp_extract(s, '([a-z])-([a-z])', 2)",
                "coalesce(regexp_extract(s, '[A-Z].'), '') => regexp_extract(s, '[A-Z].')",
                "regexp_replace(s, '([a-z])', '<$1>') => regexp_replace(s, '([a-z])', '<\\1>', 'g')",
                "sha256(s) => sha256(s)",
                "s like 'a%' => s like 'a%'",
                "s like '%b%c' => s like '%b%c'",
                "s like '_bc%' => s like '_bc%'",
                "s like '_ ok' => s like '_ ok'",
                "s like 'x!%%!_z' escape '!' => s like 'x!%%!_z' escape '!'",
                "s not like '%' || t => s not like '%' || t",
                "n in (1, 2, m) => n in (1, 2, m)",
                "n not in (1, null) => n not in (1, null)",
                "t in ('a', 'b') => t in ('a', 'b')",
                "a between b and 50 => a between b and 50",
                "b not between -1 and 1 => b not between -1 and 1",
                "day between '2020-01-01' and date '2024-12-31' => day between '2020-01-01' and date '2024-12-31'",
                "(at >= day) => at >= day",
                "flag = 'true' => flag = 'true'",
                "not flag or b > 0 => not flag or b > 0",
                "flag is null and t is not null => flag is null and t is not null",
                "case when flag then s when n > 0 then t else 'x' end => case when flag then s when n > 0 then t else 'x' end",
                "case n when 1 then 'one' when m then 'm' end => case n when 1 then 'one' when m then 'm' end",
                "case t when 'a' then 1 else 2.5 end => case t when 'a' then 1 else 2.5 end",
                "coalesce(b, m, 0) => coalesce(b, m, 0)",
                "coalesce(t, s) => coalesce(t, s)",
                "nullif(t, 'a') => nullif(t, 'a')",
                "a != b and a <> n and a == a => a != b and a <> n and a == a",
                "1 + 2 * 3 - -4 => 1 + 2 * 3 - -4",
                "1e2 + a => cast(100 as decimal(9,2)) + a",
                "s || t || 'é' => s || t || 'é'",
            })
    void shouldGiveWhatDuckDbGives(String expression, String sql) throws SQLException {
        compare(expression, sql);
    }

    @Test
    void shouldGiveWhatDuckDbGives_forExpressionsThatNobodyWrote() throws SQLException {
        ExpressionGenerator generator = new ExpressionGenerator(new Random(7));
        int compared = 0;
        int generated = 600;
        for (int i = 0; i < generated; i++) {
            String expression = generator.next();
            try {
                compare(expression, expression);
                compared++;
            } catch (SQLException e) {
                // DuckDB's decimals have 38 digits at most, ours don't end.
                assertThat(e.getMessage()).as(expression).containsAnyOf("DECIMAL", "Overflow", "out of range");
            }
        }

        assertThat(compared).isGreaterThan(generated * 9 / 10);
    }

    private static void compare(String expression, String sql) throws SQLException {
        Formula formula = Formula.value(expression, ENVIRONMENT);
        List<String> expected = ask(sql);
        for (int i = 0; i < ROWS.size(); i++) {
            String ours = ours(formula, ROWS.get(i));
            assertThat(same(ours, expected.get(i), formula.type()))
                    .as("%s of %s: ours %s, DuckDB's %s", expression, ROWS.get(i), ours, expected.get(i))
                    .isTrue();
        }
    }

    private static List<String> ask(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select cast((" + sql.replaceAll("\\bat\\b(?! time)", "\"at\"")
                        + ") as varchar) from rows order by id")) {
            while (found.next()) {
                values.add(found.getString(1));
            }
        }
        return values;
    }

    private static String ours(Formula formula, List<String> row) {
        Cell[] cells = new Cell[COLUMNS.size()];
        boolean[] absent = new boolean[cells.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = new Cell();
            absent[i] = row.get(i).isEmpty();
            Type type = COLUMNS.get(i).type();
            if (!absent[i]) {
                set(cells[i], type, row.get(i));
            }
        }
        Cell value;
        try {
            value = formula.value(new Inputs(cells, absent, formula.spareEnd()));
        } catch (EvaluationException e) {
            assertThat(e).hasMessageContaining("zero");
            return null;
        }
        if (value == null) {
            return null;
        }
        Cell text = new Cell();
        Casts.write(value, formula.type(), new Texts(StandardCharsets.UTF_8), text);
        return new Texts(StandardCharsets.UTF_8).string(text);
    }

    private static void set(Cell cell, Type type, String value) {
        switch (type) {
            case TEXT -> {
                byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
                cell.setText(bytes, 0, bytes.length);
            }
            case BOOLEAN -> cell.setTruth(value.equals("true"));
            case INTEGER, NUMBER -> assertThat(Numbers.parse(value, cell)).isTrue();
            default -> assertThat(MomentText.parse(value, type, cell)).isTrue();
        }
    }

    private static boolean same(String ours, String theirs, Type type) {
        if (ours == null || theirs == null) {
            return ours == null && theirs == null;
        }
        return switch (type) {
            case INTEGER, NUMBER -> {
                BigDecimal one = new BigDecimal(ours);
                BigDecimal other = new BigDecimal(theirs);
                // DuckDB divides in doubles.
                yield one.compareTo(other) == 0
                        || theirs.length() > 14
                                && one.round(new MathContext(13)).compareTo(other.round(new MathContext(13))) == 0;
            }
            case DATE -> ours.equals(theirs.replace(" 00:00:00", ""));
            case DATETIME -> ours.replace("T", " ").replace("Z", "").equals(withTime(theirs));
            default -> ours.equals(theirs);
        };
    }

    private static String withTime(String theirs) {
        return theirs.length() == 10 ? theirs + " 00:00:00" : theirs;
    }
}
