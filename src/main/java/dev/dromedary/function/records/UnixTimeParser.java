package dev.dromedary.function.records;

import java.math.BigDecimal;

/**
 * Moments as seconds or milliseconds since 1970-01-01T00:00:00Z: digits, and for seconds perhaps a fraction of up to nine.
 * Neither sign nor blanks nor exponent; nothing after the year 9999, so that milliseconds of our time are no seconds.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap04.html#tag_04_19">Seconds since the
 *     Epoch</a>
 */
final class UnixTimeParser extends ValueParser {

    private static final long LAST_SECOND = 253_402_300_799L;
    private static final int MOST_DIGITS = 15;
    private static final int MOST_FRACTION_DIGITS = 9;
    /** Fractions of up to this many digits fit a long together with any second up to the year 9999. */
    private static final int FAST_FRACTION_DIGITS = 6;

    private final boolean milliseconds;

    UnixTimeParser(boolean milliseconds) {
        this.milliseconds = milliseconds;
    }

    @Override
    boolean parse(byte[] bytes, int start, int end, Cell cell) {
        long number = 0;
        int place = start;
        while (place < end && isDigit(bytes[place]) && place - start < MOST_DIGITS) {
            number = number * 10 + bytes[place++] - '0';
        }
        if (place == start) {
            return false;
        }
        if (milliseconds) {
            cell.setNumber(number, 3);
            return place == end && number / 1000 <= LAST_SECOND;
        }
        return number <= LAST_SECOND && fraction(bytes, place, end, number, cell);
    }

    private static boolean fraction(byte[] bytes, int start, int end, long seconds, Cell cell) {
        if (start == end) {
            cell.setNumber(seconds, 0);
            return true;
        }
        int digits = end - start - 1;
        if (bytes[start] != '.' || digits < 1 || digits > MOST_FRACTION_DIGITS) {
            return false;
        }
        long fraction = 0;
        long scaled = seconds;
        for (int i = start + 1; i < end; i++) {
            if (!isDigit(bytes[i])) {
                return false;
            }
            fraction = fraction * 10 + bytes[i] - '0';
            scaled *= 10;
        }
        if (digits <= FAST_FRACTION_DIGITS) {
            cell.setNumber(scaled + fraction, digits);
        } else {
            cell.setNumber(BigDecimal.valueOf(seconds).add(BigDecimal.valueOf(fraction, digits)));
        }
        return true;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }
}
