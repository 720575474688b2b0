package dev.dromedary.function.records;

import dev.dromedary.function.records.expression.Cell;

/**
 * Dates and times by ISO 8601: {@code YYYY-MM-DD}, {@code hh:mm[:ss[.f]]}, both with a {@code T} between and then
 * perhaps a zone ({@code Z}, {@code ±hh:mm}, {@code ±hhmm}, {@code ±hh}), {@code YYYY}, {@code YYYY-MM}. Fractions have up
 * to nine digits. A moment without zone is taken for UTC where moments are compared.
 */
final class IsoParser extends ValueParser {

    private static final int DATE_LENGTH = 10;
    private static final int MOST_FRACTION_DIGITS = 9;
    private static final int GREATEST_OFFSET = 18 * 3600;
    private static final int NO_OFFSET = Integer.MIN_VALUE;

    private static final long DATE_PLACES = 0xFFL << 32 | 0xFFL << 56;
    private static final long TIME_PLACES = 0xFFL << 16 | 0xFFL << 40;

    /** Makes dashes the digit 0 where they must stand. */
    private static final long DATE_SEPARATORS = (long) ('-' ^ '0') << 32 | (long) ('-' ^ '0') << 56;

    /** Makes the T and the colon the digit 0 where they must stand. */
    private static final long TIME_SEPARATORS = (long) ('T' ^ '0') << 16 | (long) (':' ^ '0') << 40;

    private final FieldType type;

    IsoParser(FieldType type) {
        this.type = type;
    }

    @Override
    boolean parse(byte[] bytes, int start, int end, Cell cell) {
        return switch (type) {
            case DATETIME -> dateTime(bytes, start, end, cell);
            case DATE -> end - start == DATE_LENGTH && date(bytes, start, cell);
            case TIME -> time(bytes, start, end, cell);
            case YEARMONTH -> yearMonth(bytes, start, end, cell);
            default -> year(bytes, start, end, cell);
        };
    }

    private static boolean dateTime(byte[] bytes, int start, int end, Cell cell) {
        if (end - start < DATE_LENGTH + 6) {
            return false;
        }
        // YYYY-MM- and DDThh:mm, with zeros in place of what stands between the numbers.
        long first = EightBytes.at(bytes, start) ^ DATE_SEPARATORS;
        long second = EightBytes.at(bytes, start + Long.BYTES) ^ TIME_SEPARATORS;
        boolean separated = (first & DATE_PLACES) == (EightBytes.ZEROS & DATE_PLACES)
                && (second & TIME_PLACES) == (EightBytes.ZEROS & TIME_PLACES);
        if (!separated || !EightBytes.areDigits(first) || !EightBytes.areDigits(second)) {
            return false;
        }
        long date = EightBytes.pairs(first);
        long time = EightBytes.pairs(second);
        int year = pair(date, 0) * 100 + pair(date, 2);
        return time(
                bytes, start + 16, end, year, pair(date, 5), pair(time, 0), pair(time, 3), pair(time, 6), true, cell);
    }

    private static int pair(long pairs, int index) {
        return (int) (pairs >>> 8 * index) & 0xFF;
    }

    private static boolean date(byte[] bytes, int start, Cell cell) {
        return hasDashes(bytes, start)
                && Calendar.date(
                        fourDigits(bytes, start), twoDigits(bytes, start + 5), twoDigits(bytes, start + 8), cell);
    }

    private static boolean yearMonth(byte[] bytes, int start, int end, Cell cell) {
        return end - start == 7
                && bytes[start + 4] == '-'
                && Calendar.date(fourDigits(bytes, start), twoDigits(bytes, start + 5), 1, cell);
    }

    private static boolean year(byte[] bytes, int start, int end, Cell cell) {
        int year = end - start == 4 ? fourDigits(bytes, start) : -1;
        cell.setNumber(year, 0);
        return year >= 0;
    }

    private static boolean time(byte[] bytes, int start, int end, Cell cell) {
        if (end - start < 5 || bytes[start + 2] != ':') {
            return false;
        }
        return time(bytes, start + 5, end, 0, 0, 0, twoDigits(bytes, start), twoDigits(bytes, start + 3), false, cell);
    }

    /** What follows the minutes, from {@code start} on. */
    private static boolean time(
            byte[] bytes,
            int start,
            int end,
            int year,
            int month,
            int day,
            int hour,
            int minute,
            boolean dated,
            Cell cell) {
        int second = 0;
        long fraction = 0;
        int digits = 0;
        int place = start;
        if (place + 3 <= end && bytes[place] == ':') {
            second = twoDigits(bytes, place + 1);
            place += 3;
            if (place < end && bytes[place] == '.') {
                place++;
                int first = place;
                while (place < end
                        && bytes[place] >= '0'
                        && bytes[place] <= '9'
                        && place - first <= MOST_FRACTION_DIGITS) {
                    fraction = fraction * 10 + bytes[place++] - '0';
                }
                digits = place - first;
                if (digits == 0 || digits > MOST_FRACTION_DIGITS) {
                    return false;
                }
            }
        }
        int secondOfDay = Calendar.secondOfDay(hour, minute, second);
        if (!dated) {
            return place == end && Calendar.time(secondOfDay, fraction, digits, cell);
        }
        int offset = offset(bytes, place, end);
        return offset != NO_OFFSET && Calendar.moment(year, month, day, secondOfDay, fraction, digits, offset, cell);
    }

    /** Seconds east of UTC, 0 if no zone stands there; {@link #NO_OFFSET} if something else does. */
    static int offset(byte[] bytes, int start, int end) {
        int length = end - start;
        if (length == 0 || length == 1 && bytes[start] == 'Z') {
            return 0;
        }
        boolean colon = length == 6 && bytes[start + 3] == ':';
        boolean known = (bytes[start] == '+' || bytes[start] == '-') && (length == 3 || length == 5 || colon);
        int hours = known ? twoDigits(bytes, start + 1) : -1;
        int minutes = length == 3 || hours < 0 ? 0 : twoDigits(bytes, colon ? start + 4 : start + 3);
        int seconds = (hours * 60 + minutes) * 60;
        if (hours < 0 || minutes < 0 || minutes > 59 || seconds > GREATEST_OFFSET) {
            return NO_OFFSET;
        }
        return bytes[start] == '-' ? -seconds : seconds;
    }

    private static boolean hasDashes(byte[] bytes, int start) {
        return bytes[start + 4] == '-' && bytes[start + 7] == '-';
    }

    /** The number; negative if one of the two is no digit. */
    static int twoDigits(byte[] bytes, int start) {
        int tens = bytes[start] - '0';
        int ones = bytes[start + 1] - '0';
        return (tens | ones | 9 - tens | 9 - ones) < 0 ? -1 : tens * 10 + ones;
    }

    static int fourDigits(byte[] bytes, int start) {
        int hundreds = twoDigits(bytes, start);
        int rest = twoDigits(bytes, start + 2);
        return (hundreds | rest) < 0 ? -1 : hundreds * 100 + rest;
    }
}
