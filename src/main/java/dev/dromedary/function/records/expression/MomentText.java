package dev.dromedary.function.records.expression;

import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneId;

/** Dates, times and moments as ISO 8601 writes them; a moment may have a blank for its T. */
final class MomentText {

    private static final int GREATEST_OFFSET = 18 * 3600;

    private MomentText() {}

    /** Whether a text is a value of a type; if so the cell holds it. A moment without zone is in UTC. */
    static boolean parse(String text, Type type, Cell out) {
        byte[] bytes = Numbers.ascii(text);
        return parse(bytes, 0, bytes.length, type, out);
    }

    static boolean parse(byte[] bytes, int start, int end, Type type, Cell out) {
        return switch (type) {
            case DATE -> end - start == 10 && date(bytes, start, out);
            case YEARMONTH -> end - start == 7 && month(bytes, start, out);
            case TIME -> time(bytes, start, end, 0, false, out);
            default -> moment(bytes, start, end, out);
        };
    }

    private static boolean moment(byte[] bytes, int start, int end, Cell out) {
        if (end - start < 10 || !date(bytes, start, out)) {
            return false;
        }
        long days = out.unscaled();
        if (end - start == 10) {
            Moments.setDate(out, days);
            return true;
        }
        byte between = bytes[start + 10];
        return (between == 'T' || between == ' ') && time(bytes, start + 11, end, days, true, out);
    }

    private static boolean date(byte[] bytes, int start, Cell out) {
        int year = number(bytes, start, 4);
        int month = number(bytes, start + 5, 2);
        int day = number(bytes, start + 8, 2);
        if (bytes[start + 4] != '-' || bytes[start + 7] != '-' || year < 0 || !exists(year, month, day)) {
            return false;
        }
        out.setZone(null);
        out.setNumber(LocalDate.of(year, month, day).toEpochDay(), 0);
        return true;
    }

    private static boolean month(byte[] bytes, int start, Cell out) {
        int year = number(bytes, start, 4);
        int month = number(bytes, start + 5, 2);
        boolean exists = bytes[start + 4] == '-' && year >= 0 && exists(year, month, 1);
        if (exists) {
            out.setNumber(LocalDate.of(year, month, 1).toEpochDay(), 0);
        }
        return exists;
    }

    private static boolean exists(int year, int month, int day) {
        return month >= 1
                && month <= 12
                && day >= 1
                && day <= java.time.Month.of(month).length(Year.isLeap(year));
    }

    private static boolean time(byte[] bytes, int start, int end, long days, boolean zoned, Cell out) {
        if (end - start < 5 || bytes[start + 2] != ':') {
            return false;
        }
        int hour = number(bytes, start, 2);
        int minute = number(bytes, start + 3, 2);
        int second = 0;
        int nanos = 0;
        int place = start + 5;
        if (place + 3 <= end && bytes[place] == ':') {
            second = number(bytes, place + 1, 2);
            place += 3;
            if (place < end && bytes[place] == '.') {
                int first = ++place;
                while (place < end && place - first < 9 && number(bytes, place, 1) >= 0) {
                    place++;
                }
                nanos = number(bytes, first, place - first) * (int) Cell.power(9 - (place - first));
                if (place == first) {
                    return false;
                }
            }
        }
        boolean exists = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
        int offset = zoned ? offset(bytes, place, end) : place == end ? 0 : Integer.MIN_VALUE;
        if (!exists || offset == Integer.MIN_VALUE) {
            return false;
        }
        Moments.set(out, days * Moments.SECONDS_A_DAY + (hour * 60 + minute) * 60 + second - offset, nanos);
        return true;
    }

    /** Seconds east of UTC, 0 if no zone stands there; {@link Integer#MIN_VALUE} if something else does. */
    private static int offset(byte[] bytes, int start, int end) {
        int length = end - start;
        if (length == 0 || length == 1 && bytes[start] == 'Z') {
            return 0;
        }
        boolean colon = length == 6 && bytes[start + 3] == ':';
        boolean known = (bytes[start] == '+' || bytes[start] == '-') && (length == 3 || length == 5 || colon);
        int hours = known ? number(bytes, start + 1, 2) : -1;
        int minutes = !known || length == 3 ? 0 : number(bytes, colon ? start + 4 : start + 3, 2);
        int seconds = (hours * 60 + minutes) * 60;
        if (hours < 0 || minutes < 0 || minutes > 59 || seconds > GREATEST_OFFSET) {
            return Integer.MIN_VALUE;
        }
        return bytes[start] == '-' ? -seconds : seconds;
    }

    /** The number that so many digits are; negative if one is none. */
    private static int number(byte[] bytes, int start, int length) {
        int number = 0;
        for (int i = start; i < start + length; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** Writes a date, time or moment; a moment in its zone, with its offset or Z. */
    static void write(Cell cell, Type type, Cell out) {
        byte[] buffer = out.buffer(48);
        int end;
        switch (type) {
            case DATE -> end = writeDate(buffer, Moments.checked(cell.unscaled()));
            case YEARMONTH -> end = writeDate(buffer, cell.unscaled()) - 3;
            case TIME -> end = writeTime(buffer, 0, Moments.seconds(cell), Moments.nanos(cell));
            default -> end = writeMoment(buffer, cell);
        }
        out.setText(buffer, 0, end);
    }

    private static int writeMoment(byte[] buffer, Cell cell) {
        long local = Moments.localSeconds(cell);
        int end = writeDate(buffer, Moments.checked(Moments.days(local)));
        buffer[end++] = 'T';
        end = writeTime(buffer, end, Math.floorMod(local, Moments.SECONDS_A_DAY), Moments.nanos(cell));
        ZoneId zone = cell.zone();
        int offset = zone == null ? 0 : (int) (local - Moments.seconds(cell));
        if (offset == 0) {
            buffer[end++] = 'Z';
            return end;
        }
        buffer[end] = (byte) (offset < 0 ? '-' : '+');
        // Offsets with seconds are of times before there were zones.
        two(buffer, end + 1, Math.abs(offset) / 3600);
        buffer[end + 3] = ':';
        two(buffer, end + 4, Math.abs(offset) / 60 % 60);
        return end + 6;
    }

    private static int writeDate(byte[] buffer, long days) {
        // Howard Hinnant's civil_from_days: years that start in March have the leap day at their end.
        long shifted = days + 719_468;
        long era = Math.floorDiv(shifted, 146_097);
        int dayOfEra = (int) (shifted - era * 146_097);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        int year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
        two(buffer, 0, year / 100);
        two(buffer, 2, year % 100);
        buffer[4] = '-';
        two(buffer, 5, month);
        buffer[7] = '-';
        two(buffer, 8, day);
        return 10;
    }

    private static int writeTime(byte[] buffer, int start, long secondOfDay, int nanos) {
        int second = (int) secondOfDay;
        two(buffer, start, second / 3600);
        buffer[start + 2] = ':';
        two(buffer, start + 3, second / 60 % 60);
        buffer[start + 5] = ':';
        two(buffer, start + 6, second % 60);
        int end = start + 8;
        if (nanos > 0) {
            buffer[end++] = '.';
            int rest = nanos;
            for (int unit = 100_000_000; rest > 0; unit /= 10) {
                buffer[end++] = (byte) ('0' + rest / unit);
                rest %= unit;
            }
        }
        return end;
    }

    private static void two(byte[] buffer, int start, int number) {
        buffer[start] = (byte) ('0' + number / 10);
        buffer[start + 1] = (byte) ('0' + number % 10);
    }
}
