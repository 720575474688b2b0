package dev.dromedary.function.records.expression;

import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes expressions that SQL takes, too, on the columns of {@link DuckDbDifferentialTest}. */
final class ExpressionGenerator {

    private final Random random;

    ExpressionGenerator(Random random) {
        this.random = random;
    }

    String next() {
        return pick(() -> number(3), () -> text(3), () -> condition(3), () -> date(3), () -> moment(3));
    }

    private String number(int depth) {
        if (depth == 0) {
            return pick(
                    () -> "a", () -> "b", () -> "n", () -> "m", () -> String.valueOf(random.nextInt(10)), () -> "2.5");
        }
        return pick(
                () -> number(0),
                () -> "(" + number(depth - 1) + pick(" + ", " - ") + number(depth - 1) + ")",
                () -> number(depth - 1) + " * " + number(0),
                () -> "-" + number(0),
                () -> pick("abs", "floor", "ceil", "round") + "(" + number(depth - 1) + ")",
                () -> "round(" + number(depth - 1) + ", " + random.nextInt(3) + ")",
                () -> "mod(" + number(0) + ", " + (1 + random.nextInt(9)) + ")",
                () -> "length(" + text(depth - 1) + ")",
                () -> pick("year", "month", "day", "quarter") + "(" + date(depth - 1) + ")",
                () -> pick("hour", "minute", "second", "year", "week") + "(" + moment(depth - 1) + ")",
                () -> chosen(depth, this::number));
    }

    private String text(int depth) {
        if (depth == 0) {
            return pick(() -> "s", () -> "t", () -> "'x'", () -> "'Ab'", () -> "''");
        }
        return pick(
                () -> text(0),
                () -> text(depth - 1) + " || " + text(0),
                () -> pick("lower", "upper", "trim") + "(" + text(depth - 1) + ")",
                () -> "substr(" + text(depth - 1) + ", " + (1 + random.nextInt(4)) + ", " + random.nextInt(5) + ")",
                () -> "replace(" + text(depth - 1) + ", " + text(0) + ", " + text(0) + ")",
                () -> "cast(" + pick("n", "m", "(n + m)", "(n * 2)") + " as varchar)",
                () -> chosen(depth, this::text));
    }

    private String condition(int depth) {
        if (depth == 0) {
            return pick(() -> "flag", () -> "n > 0", () -> "t = 'a'", () -> "b is null", () -> "true");
        }
        return pick(
                () -> "(" + condition(depth - 1) + pick(" and ", " or ") + condition(depth - 1) + ")",
                () -> "not (" + condition(depth - 1) + ")",
                () -> compared(number(depth - 1), number(depth - 1)),
                () -> compared(text(depth - 1), text(depth - 1)),
                () -> compared(date(depth - 1), date(depth - 1)),
                () -> compared(moment(depth - 1), moment(depth - 1)),
                () -> "(" + text(depth - 1) + ") is " + pick("", "not ") + "null",
                () -> number(0) + pick(" in", " not in") + " (" + number(0) + ", " + number(depth - 1) + ", 3)",
                () -> number(0) + " between " + number(0) + " and " + number(depth - 1),
                () -> text(0) + pick(" like ", " not like ") + pick("'%b%'", "'_b%'", "t || '%'", "'%'"));
    }

    private String compared(String one, String other) {
        return "(" + one + ") " + pick("<", "<=", ">", ">=", "=", "<>") + " (" + other + ")";
    }

    private String date(int depth) {
        if (depth == 0) {
            return pick(() -> "day", () -> "date '2024-02-29'", () -> "cast(at as date)");
        }
        return pick(
                () -> date(0),
                () -> "cast(" + date(0) + pick(" + ", " - ") + interval("day", "week", "month", "year") + " as date)",
                () -> "cast(date_trunc('" + pick("week", "month", "quarter", "year") + "', " + date(depth - 1)
                        + ") as date)",
                () -> chosen(depth, this::date));
    }

    private String moment(int depth) {
        if (depth == 0) {
            return pick(() -> "at", () -> "timestamp '2024-12-31 23:59:59'");
        }
        return pick(
                () -> moment(0),
                () -> "(" + moment(depth - 1) + pick(" + ", " - ") + interval("second", "hour", "day", "month") + ")",
                () -> "date_trunc('" + pick("second", "minute", "hour", "day", "week", "month") + "', "
                        + moment(depth - 1) + ")",
                () -> "cast(" + date(depth - 1) + " as timestamp)",
                () -> chosen(depth, this::moment));
    }

    private String interval(String... units) {
        return "interval '" + random.nextInt(40) + "' " + pick(units);
    }

    private String chosen(int depth, Function<Integer, String> kind) {
        return pick(
                () -> "case when " + condition(depth - 1) + " then " + kind.apply(depth - 1) + " else "
                        + kind.apply(depth - 1) + " end",
                () -> "case when " + condition(depth - 1) + " then " + kind.apply(depth - 1) + " end",
                () -> "coalesce(" + kind.apply(depth - 1) + ", " + kind.apply(depth - 1) + ")",
                () -> "nullif(" + kind.apply(0) + ", " + kind.apply(0) + ")");
    }

    @SafeVarargs
    private String pick(Supplier<String>... choices) {
        return choices[random.nextInt(choices.length)].get();
    }

    private String pick(String... choices) {
        return Stream.of(choices)
                .skip(random.nextInt(choices.length))
                .findFirst()
                .orElseThrow();
    }
}
