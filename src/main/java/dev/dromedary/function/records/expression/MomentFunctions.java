package dev.dromedary.function.records.expression;

import dev.dromedary.function.records.expression.Functions.Function;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Functions on dates, times and moments; all of them read a moment in UTC, or in the zone that {@code at_timezone} gave it. */
final class MomentFunctions {

    private static final List<String> DAYS = List.of("day", "week", "month", "quarter", "year");
    private static final List<String> SECONDS = List.of("second", "minute", "hour");
    private static final long[] LENGTHS = {1, 60, 3600};

    private MomentFunctions() {}

    static void addTo(Map<String, Function> all) {
        all.put("date", new Function("date(moment)", 1, 1, MomentFunctions::date));
        all.put("date_trunc", new Function("date_trunc('unit', moment)", 2, 2, MomentFunctions::truncate));
        for (String unit : List.of("year", "quarter", "month", "week", "day", "hour", "minute", "second")) {
            all.put(unit, new Function(unit + "(moment)", 1, 1, call -> part(call, unit)));
        }
        all.put("at_timezone", new Function("at_timezone(moment, 'zone')", 2, 2, MomentFunctions::atZone));
        all.put("to_unixtime", new Function("to_unixtime(moment)", 1, 1, MomentFunctions::toUnixTime));
        all.put("from_unixtime", new Function("from_unixtime(seconds)", 1, 1, MomentFunctions::fromUnixTime));
    }

    private static Operand date(Call call) {
        Type from = call.oneOf(0, "a date, moment or text", Type.DATE, Type.DATETIME, Type.TEXT)
                .arguments()
                .get(0)
                .type();
        return call.of(Type.DATE, (out, cell) -> {
            switch (from) {
                case DATETIME -> out.setNumber(Moments.days(Moments.localSeconds(cell)), 0);
                case TEXT -> {
                    if (!MomentText.parse(cell.bytes(), cell.start(), cell.end(), Type.DATE, out)) {
                        throw new EvaluationException("a text that is no date");
                    }
                }
                default -> out.set(cell);
            }
            return true;
        });
    }

    private static Operand part(Call call, String unit) {
        int length = SECONDS.indexOf(unit);
        Type type = length < 0
                ? call.oneOf(0, "a date or moment", Type.DATE, Type.DATETIME, Type.YEARMONTH)
                        .arguments()
                        .get(0)
                        .type()
                : call.oneOf(0, "a time or moment", Type.TIME, Type.DATETIME)
                        .arguments()
                        .get(0)
                        .type();
        return call.of(Type.INTEGER, (out, cell) -> {
            if (length >= 0) {
                long second = Math.floorMod(Moments.localSeconds(cell), Moments.SECONDS_A_DAY);
                out.setNumber(length == 2 ? second / 3600 : second / LENGTHS[length] % 60, 0);
            } else {
                out.setNumber(part(Moments.date(days(cell, type)), unit), 0);
            }
            return true;
        });
    }

    private static long days(Cell cell, Type type) {
        return type == Type.DATETIME ? Moments.days(Moments.localSeconds(cell)) : cell.unscaled();
    }

    private static int part(LocalDate date, String unit) {
        return switch (unit) {
            case "year" -> date.getYear();
            case "quarter" -> date.get(IsoFields.QUARTER_OF_YEAR);
            case "month" -> date.getMonthValue();
            case "week" -> date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            default -> date.getDayOfMonth();
        };
    }

    private static Operand truncate(Call call) {
        String unit = call.literal(0, "a unit").toLowerCase(Locale.ROOT);
        Operand moment = call.oneOf(1, "a date or moment", Type.DATE, Type.DATETIME)
                .arguments()
                .get(1);
        int length = SECONDS.indexOf(unit);
        boolean date = moment.type() == Type.DATE;
        if (length < 0 && !DAYS.contains(unit) || length >= 0 && date) {
            List<String> units = new java.util.ArrayList<>(DAYS);
            if (!date) {
                units.addAll(0, SECONDS);
            }
            throw call.wrong(
                    0,
                    "\"" + unit + "\" is no unit to which " + moment.type().name(true) + " is cut"
                            + call.compilation().environment().hints().of(unit, units));
        }
        return new Call(call.name(), List.of(moment), call.compilation()).of(moment.type(), (out, cell) -> {
            if (date) {
                out.setNumber(truncated(Moments.date(cell.unscaled()), unit).toEpochDay(), 0);
                return true;
            }
            long local = Moments.localSeconds(cell);
            long start = length >= 0
                    ? Math.floorDiv(local, LENGTHS[length]) * LENGTHS[length]
                    : truncated(Moments.date(Moments.days(local)), unit).toEpochDay() * Moments.SECONDS_A_DAY;
            if (length >= 0 && cell.zone() != null) {
                // Seconds, minutes and hours are of equal length, and of two equal hours the second stays the second.
                Moments.set(out, Moments.seconds(cell) - (local - start), 0);
                out.setZone(cell.zone());
            } else {
                Moments.setLocal(out, start, 0, cell.zone());
            }
            return true;
        });
    }

    private static LocalDate truncated(LocalDate date, String unit) {
        return switch (unit) {
            case "week" -> date.minusDays(date.getDayOfWeek().getValue() - 1L);
            case "month" -> date.withDayOfMonth(1);
            case "quarter" -> date.withDayOfMonth(1).withMonth((date.getMonthValue() - 1) / 3 * 3 + 1);
            case "year" -> date.withDayOfYear(1);
            default -> date;
        };
    }

    private static Operand atZone(Call call) {
        call.oneOf(0, "a moment", Type.DATETIME);
        String name = call.literal(1, "a time zone such as Europe/Berlin");
        ZoneId zone;
        try {
            zone = ZoneId.of(name);
        } catch (DateTimeException e) {
            throw call.wrong(
                    1,
                    "there is no time zone \"" + name + "\""
                            + call.compilation().environment().hints().of(name, ZoneId.getAvailableZoneIds()));
        }
        return call.of(Type.DATETIME, (out, moment) -> {
            out.set(moment);
            out.setZone(zone);
            return true;
        });
    }

    private static Operand toUnixTime(Call call) {
        return call.oneOf(0, "a moment", Type.DATETIME).of(Type.NUMBER, (out, moment) -> {
            out.set(moment);
            return true;
        });
    }

    private static Operand fromUnixTime(Call call) {
        return call.number(0).of(Type.DATETIME, (out, number) -> {
            BigDecimal seconds = number.number().setScale(9, RoundingMode.FLOOR);
            if (seconds.precision() - seconds.scale() > 12) {
                throw new EvaluationException("seconds beyond the years 0 to 9999");
            }
            long whole = seconds.setScale(0, RoundingMode.FLOOR).longValueExact();
            Moments.checked(Moments.days(whole));
            Moments.set(
                    out,
                    whole,
                    seconds.subtract(BigDecimal.valueOf(whole))
                            .movePointRight(9)
                            .intValueExact());
            return true;
        });
    }
}
