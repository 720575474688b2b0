package dev.dromedary.function.records;

import dev.dromedary.function.records.expression.Cell;
import java.math.BigDecimal;

/** Makes comparable numbers of dates and times, if they exist. */
final class Calendar {

    /** Fractions of up to this many digits fit a long together with any second of the years 0 to 9999. */
    private static final int FAST_DIGITS = 6;

    private static final long SECONDS_A_DAY = 86_400;

    private Calendar() {}

    /**
     * Whether the parts (fraction: so many digits after the second's point; offset: seconds east of UTC) are a moment
     * of the calendar that ISO 8601 uses. If so the cell holds seconds since 1970 in UTC.
     */
    static boolean moment(
            int year, int month, int day, int secondOfDay, long fraction, int digits, int offset, Cell cell) {
        if (!isDate(year, month, day) || secondOfDay < 0) {
            return false;
        }
        long seconds = epochDay(year, month, day) * SECONDS_A_DAY + secondOfDay - offset;
        if (digits == 0) {
            cell.setNumber(seconds, 0);
        } else {
            setWithFraction(seconds, fraction, digits, cell);
        }
        return true;
    }

    /** Whether the date exists; if so the cell holds days since 1970. */
    static boolean date(int year, int month, int day, Cell cell) {
        if (!isDate(year, month, day)) {
            return false;
        }
        cell.setNumber(epochDay(year, month, day), 0);
        return true;
    }

    /** Whether the time exists ({@code secondOfDay} is not negative); if so the cell holds seconds since midnight. */
    static boolean time(int secondOfDay, long fraction, int digits, Cell cell) {
        if (secondOfDay < 0) {
            return false;
        }
        setWithFraction(secondOfDay, fraction, digits, cell);
        return true;
    }

    /** Seconds since midnight; -1 if there is no such time. */
    static int secondOfDay(int hour, int minute, int second) {
        boolean exists = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
        return exists ? (hour * 60 + minute) * 60 + second : -1;
    }

    private static void setWithFraction(long seconds, long fraction, int digits, Cell cell) {
        if (digits <= FAST_DIGITS) {
            long unscaled = seconds;
            for (int i = 0; i < digits; i++) {
                unscaled *= 10;
            }
            cell.setNumber(unscaled + fraction, digits);
        } else {
            cell.setNumber(BigDecimal.valueOf(seconds).add(BigDecimal.valueOf(fraction, digits)));
        }
    }

    private static boolean isDate(int year, int month, int day) {
        if (year < 0 || month < 1 || month > 12 || day < 1) {
            return false;
        }
        return day <= 28 || day <= lengthOfMonth(year, month);
    }

    private static int lengthOfMonth(int year, int month) {
        if (month == 2) {
            boolean leap = (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
            return leap ? 29 : 28;
        }
        // 31 in odd months up to July, in even ones after.
        return 30 + (month + (month >> 3) & 1);
    }

    private static long epochDay(int year, int month, int day) {
        // Years that start in March have the leap day at their end.
        int shifted = month < 3 ? year - 1 : year;
        int monthFromMarch = month < 3 ? month + 9 : month - 3;
        int dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1;
        long leapDays = Math.floorDiv(shifted, 4) - Math.floorDiv(shifted, 100) + Math.floorDiv(shifted, 400);
        return shifted * 365L + leapDays + dayOfYear - 719_468;
    }
}
