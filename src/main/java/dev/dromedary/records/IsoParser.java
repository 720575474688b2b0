package dev.dromedary.records;

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

    private final FieldType type;

    IsoParser(FieldType type) {
        this.type = type;
    }

    @Override
    boolean parse(byte[] bytes, int start, int end, Cell cell) {
        return switch (type) {
            case DATETIME -> dateTime(bytes, start, end, cell);
            case DATE -> end - start == DATE_LENGTH && date(bytes, start, cell);
            case TIME -> time(bytes, start, end, 0, 0, 0, false, cell);
            case YEARMONTH -> yearMonth(bytes, start, end, cell);
            default -> year(bytes, start, end, cell);
        };
    }

    private static boolean dateTime(byte[] bytes, int start, int end, Cell cell) {
        if (end - start < DATE_LENGTH + 6 || bytes[start + DATE_LENGTH] != 'T' || !hasDashes(bytes, start)) {
            return false;
        }
        int year = fourDigits(bytes, start);
        int month = twoDigits(bytes, start + 5);
        int day = twoDigits(bytes, start + 8);
        return time(bytes, start + DATE_LENGTH + 1, end, year, month, day, true, cell);
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

    private static boolean time(
            byte[] bytes, int start, int end, int year, int month, int day, boolean dated, Cell cell) {
        if (end - start < 5 || bytes[start + 2] != ':') {
            return false;
        }
        int hour = twoDigits(bytes, start);
        int minute = twoDigits(bytes, start + 3);
        int second = 0;
        long fraction = 0;
        int digits = 0;
        int place = start + 5;
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
