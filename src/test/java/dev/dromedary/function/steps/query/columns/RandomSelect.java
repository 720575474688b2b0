package dev.dromedary.function.steps.query.columns;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A SELECT from the tables {@code t(a, b, c)} and {@code u(d, e)}, made by chance. */
final class RandomSelect {

    private final Random random;

    RandomSelect(Random random) {
        this.random = random;
    }

    private String one(String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    String text() {
        return switch (random.nextInt(5)) {
            case 0 -> "WITH r AS (" + select(List.of("a", "b", "c"), "t") + ") " + select(List.of("x0", "x1"), "r");
            case 1 ->
                select(
                        List.of("t.a", "b", "u.d", "e"),
                        "t " + one("JOIN", "LEFT JOIN") + " u ON t." + one("a", "b") + " = u.d");
            case 2 -> select(List.of("x0", "x1"), "(" + select(List.of("a", "b", "c"), "t") + ") AS s");
            case 3 -> select(List.of("a", "b"), "t") + " UNION ALL " + select(List.of("d", "e"), "u");
            default -> select(List.of("a", "b", "c"), "t");
        };
    }

    private String select(List<String> columns, String from) {
        boolean grouped = random.nextInt(3) == 0;
        String key = column(columns);
        String list = IntStream.range(0, 2)
                .mapToObj(i -> (grouped ? aggregate(columns, key) : expression(columns)) + " AS x" + i)
                .collect(Collectors.joining(", "));
        return "SELECT " + list + " FROM " + from
                + (random.nextInt(3) == 0 ? " WHERE " + condition(columns) : "")
                + (grouped ? " GROUP BY " + key : "")
                + (grouped && random.nextInt(3) == 0 ? " HAVING count(" + column(columns) + ") > 1" : "");
    }

    private String column(List<String> columns) {
        return columns.get(random.nextInt(columns.size()));
    }

    private String condition(List<String> columns) {
        return column(columns) + one(" > 1", " <> 2", " IN (SELECT d FROM u)", " = " + column(columns), " IS NOT NULL");
    }

    private String aggregate(List<String> columns, String key) {
        return switch (random.nextInt(4)) {
            case 0 -> key;
            case 1 -> "count(DISTINCT " + column(columns) + ")";
            case 2 -> "sum(" + column(columns) + ") FILTER (WHERE " + column(columns) + " > 1)";
            default -> one("min", "max", "sum") + "(" + expression(columns, 0) + ")";
        };
    }

    private String expression(List<String> columns) {
        return random.nextInt(4) == 0
                ? one("sum", "max", "count") + "(" + column(columns) + ") OVER (PARTITION BY " + column(columns) + ")"
                : expression(columns, 2);
    }

    private String expression(List<String> columns, int depth) {
        if (depth == 0) {
            return column(columns);
        }
        return switch (random.nextInt(6)) {
            case 0 -> column(columns) + one(" + ", " * ", " - ") + column(columns);
            case 1 ->
                "CASE WHEN " + column(columns) + " > 1 THEN " + expression(columns, depth - 1) + " ELSE "
                        + expression(columns, depth - 1) + " END";
            case 2 -> "coalesce(nullif(" + column(columns) + ", 1), " + column(columns) + ")";
            case 3 -> "(SELECT max(e) FROM u AS v WHERE v.d = " + column(columns) + ")";
            case 4 -> "CAST(" + column(columns) + " AS bigint)";
            default -> column(columns);
        };
    }
}
