package dev.dromedary.function.records.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Dates as days, times as seconds of the day, moments as seconds, all of them since 1970 and in UTC; a moment may have a zone
 * in which it is read.
 */
final class Moments {

    static final long SECONDS_A_DAY = 86_400;

    private static final int NANOS = 1_000_000_000;
    /** How many nanoseconds one unit is at each scale; finer ones are cut off by callers. */
    private static final long[] NANOS_OF = {
        NANOS, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
    };

    private static final long FIRST_DAY = LocalDate.of(0, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

    private Moments() {}

    /** The whole seconds. */
    static long seconds(Cell cell) {
        if (!cell.isLarge()) {
            return cell.scale() == 0 ? cell.unscaled() : Math.floorDiv(cell.unscaled(), Cell.power(cell.scale()));
        }
        return cell.number().setScale(0, RoundingMode.FLOOR).longValueExact();
    }

    /** What is left of a second, in nanoseconds. */
    static int nanos(Cell cell) {
        if (!cell.isLarge() && cell.scale() < NANOS_OF.length) {
            return cell.scale() == 0
                    ? 0
                    : (int) (Math.floorMod(cell.unscaled(), Cell.power(cell.scale())) * NANOS_OF[cell.scale()]);
        }
        BigDecimal number = cell.number();
        BigDecimal rest = number.subtract(number.setScale(0, RoundingMode.FLOOR));
        return rest.movePointRight(9).intValue();
    }

    /** Sets a moment in UTC, or a time of the day. */
    static void set(Cell cell, long seconds, int nanos) {
        cell.setZone(null);
        if (nanos == 0) {
            cell.setNumber(seconds, 0);
            return;
        }
        int scale = 9;
        int fraction = nanos;
        while (fraction % 10 == 0) {
            fraction /= 10;
            scale--;
        }
        if (scale <= 6 && Math.abs(seconds) < Cell.power(11)) {
            cell.setNumber(seconds * Cell.power(scale) + fraction, scale);
        } else {
            cell.setNumber(BigDecimal.valueOf(seconds).add(BigDecimal.valueOf(fraction, scale)));
        }
    }

    /** Sets the moment at which a day begins in UTC. */
    static void setDate(Cell cell, long days) {
        cell.setZone(null);
        cell.setNumber(days * SECONDS_A_DAY, 0);
    }

    /** Seconds since 1970 that a clock in the moment's zone shows. */
    static long localSeconds(Cell moment) {
        long seconds = seconds(moment);
        return moment.zone() == null ? seconds : seconds + offset(moment.zone(), seconds);
    }

    /** Sets the moment at which a clock in a zone shows so many seconds; of two the earlier. */
    static void setLocal(Cell cell, long localSeconds, int nanos, ZoneId zone) {
        if (zone == null) {
            set(cell, localSeconds, nanos);
            return;
        }
        LocalDateTime local = LocalDateTime.ofEpochSecond(localSeconds, 0, ZoneOffset.UTC);
        set(cell, local.atZone(zone).toEpochSecond(), nanos);
        cell.setZone(zone);
    }

    static int offset(ZoneId zone, long seconds) {
        return zone.getRules().getOffset(Instant.ofEpochSecond(seconds)).getTotalSeconds();
    }

    static LocalDate date(long days) {
        return LocalDate.ofEpochDay(checked(days));
    }

    /** @throws EvaluationException if the day is not in the years 0 to 9999 */
    static long checked(long days) {
        if (days < FIRST_DAY || days > LAST_DAY) {
            throw new EvaluationException("a date beyond the years 0 to 9999");
        }
        return days;
    }

    static long days(long localSeconds) {
        return Math.floorDiv(localSeconds, SECONDS_A_DAY);
    }
}
