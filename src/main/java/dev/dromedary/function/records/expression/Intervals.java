package dev.dromedary.function.records.expression;

import dev.dromedary.function.records.expression.Operand.Value;
import dev.dromedary.function.records.expression.Scanner.Token;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/** {@code interval '30' day}, and what it is added to or taken from. */
final class Intervals {

    private static final List<String> UNITS = List.of("second", "minute", "hour", "day", "week", "month", "year");
    private static final long[] SECONDS = {1, 60, 3600, 86_400, 7 * 86_400, 0, 0};
    private static final String LONGEST = "\\d{1,6}";

    private Intervals() {}

    /** Its cell holds months, with the scale 0, or seconds, with the scale 1. */
    static Operand literal(Token amount, Token unit, int position, Compilation compilation) {
        String text = amount.text().strip();
        boolean negative = text.startsWith("-");
        String digits = negative ? text.substring(1) : text;
        String word = unit.text().toLowerCase(Locale.ROOT);
        int index = UNITS.indexOf(word.endsWith("s") ? word.substring(0, word.length() - 1) : word);
        if (unit.type() != Scanner.TokenType.NAME || index < 0) {
            throw Parser.wrong(
                    unit,
                    unit.quoted() + " is no unit of an interval"
                            + compilation.environment().hints().of(unit.text(), UNITS));
        }
        if (!digits.matches(LONGEST)) {
            throw Parser.wrong(amount, "'" + amount.text() + "' is no whole number of " + word + "s up to 999999.");
        }
        long count = Long.parseLong(digits) * (negative ? -1 : 1);
        boolean months = SECONDS[index] == 0;
        Cell cell = new Cell();
        cell.setNumber(months ? count * (word.startsWith("year") ? 12 : 1) : count * SECONDS[index], months ? 0 : 1);
        return Operand.of(Type.INTERVAL, in -> cell, position);
    }

    static Operand sum(Operand left, Operand right, boolean plus, Compilation compilation) {
        boolean intervalFirst = left.type() == Type.INTERVAL;
        Operand moment = intervalFirst ? right : left;
        Operand interval = intervalFirst ? left : right;
        boolean fits = moment.type() == Type.DATE || moment.type() == Type.DATETIME;
        if (interval.type() != Type.INTERVAL || !fits || intervalFirst && !plus) {
            throw new ExpressionException(
                    interval.position(), "an interval can only be added to, or taken from, a date or moment.");
        }
        Cell amount = interval.value().of(null);
        long count = plus ? amount.unscaled() : -amount.unscaled();
        boolean months = amount.scale() == 0;
        boolean date = moment.type() == Type.DATE;
        if (date && !months && count % Moments.SECONDS_A_DAY != 0) {
            throw new ExpressionException(
                    interval.position(), "a date has no time of day to add this to; cast it as timestamp.");
        }
        Value value = moment.value();
        int spare = compilation.spare();
        return Operand.of(
                moment.type(),
                in -> {
                    Cell from = value.of(in);
                    if (from == null) {
                        return null;
                    }
                    if (date) {
                        addToDate(from.unscaled(), count, months, in.spare[spare]);
                    } else {
                        addToMoment(from, count, months, in.spare[spare]);
                    }
                    return in.spare[spare];
                },
                left.position());
    }

    private static void addToDate(long days, long count, boolean months, Cell out) {
        long day = months ? Moments.date(days).plusMonths(count).toEpochDay() : days + count / Moments.SECONDS_A_DAY;
        out.setNumber(Moments.checked(day), 0);
    }

    private static void addToMoment(Cell from, long count, boolean months, Cell out) {
        ZoneId zone = from.zone();
        int nanos = Moments.nanos(from);
        if (!months) {
            long seconds = Moments.seconds(from) + count;
            Moments.checked(Moments.days(seconds));
            Moments.set(out, seconds, nanos);
            out.setZone(zone);
            return;
        }
        long local = Moments.localSeconds(from);
        long day = Moments.checked(
                Moments.date(Moments.days(local)).plusMonths(count).toEpochDay());
        long seconds = day * Moments.SECONDS_A_DAY + Math.floorMod(local, Moments.SECONDS_A_DAY);
        Moments.setLocal(out, seconds, nanos, zone);
    }
}
