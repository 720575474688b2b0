package dev.dromedary.function.records;

import dev.dromedary.function.records.expression.Cell;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Decimal numbers, exactly: a sign, digits, a point, an exponent; blanks and tabs around them. Neither NaN nor infinities
 * nor hexadecimal. A number of more than 1,000 digits, or with an exponent beyond ±1,000, is none: its arithmetic could
 * take as long and as much memory as its writer likes.
 */
final class NumberParser extends ValueParser {

    private static final int MOST_DIGITS = 1000;
    private static final int GREATEST_EXPONENT = 1000;

    private static final long POINTS = EightBytes.EACH * '.';

    private final boolean whole;

    /** @param whole whether digits and a sign are all there may be */
    NumberParser(boolean whole) {
        this.whole = whole;
    }

    @Override
    boolean isBlank(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!isBlank(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    boolean parse(byte[] bytes, int start, int end, Cell cell) {
        int length = end - start;
        if (length <= Long.BYTES && length > 0 && end >= Long.BYTES) {
            // Most numbers are a few digits: they are the last of eight bytes, and zeros may stand before them.
            long others = ~(-1L << Long.SIZE - 8 * length);
            long digits = EightBytes.at(bytes, end - Long.BYTES) & ~others | EightBytes.ZEROS & others;
            if (EightBytes.areDigits(digits)) {
                cell.setNumber(EightBytes.number(digits), 0);
                return true;
            }
            if (!whole && length > 1 && parseWithPoint(digits, cell)) {
                return true;
            }
        }
        return parseAny(bytes, start, end, cell);
    }

    /** Whether the eight bytes are digits but for one point; if so the cell holds the number. */
    private static boolean parseWithPoint(long bytes, Cell cell) {
        long points = EightBytes.exactZeros(bytes ^ POINTS);
        int place = Long.numberOfTrailingZeros(points) >>> 3;
        if (place == Long.BYTES) {
            return false;
        }
        // The bytes before the point move over it, which leaves room for a zero at the front.
        long before = (bytes & (1L << 8 * place) - 1) << 8;
        long after = bytes & -1L << 8 << 8 * place;
        long digits = before | after | '0';
        if (!EightBytes.areDigits(digits)) {
            return false;
        }
        cell.setNumber(EightBytes.number(digits), Long.BYTES - 1 - place);
        return true;
    }

    private boolean parseAny(byte[] bytes, int start, int end, Cell cell) {
        int first = start;
        int last = end;
        while (first < last && isBlank(bytes[first])) {
            first++;
        }
        while (last > first && isBlank(bytes[last - 1])) {
            last--;
        }
        boolean negative = first < last && bytes[first] == '-';
        if (negative || first < last && bytes[first] == '+') {
            first++;
        }
        return parse(bytes, first, last, negative, cell);
    }

    private boolean parse(byte[] bytes, int start, int end, boolean negative, Cell cell) {
        long value = 0;
        int point = -1;
        for (int i = start; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9) {
                value = value * 10 + digit;
            } else if (bytes[i] == '.' && point < 0 && !whole) {
                point = i;
            } else {
                return !whole && (bytes[i] | ' ') == 'e' && parseLarge(bytes, start, end, negative, cell);
            }
        }
        int digits = end - start - (point < 0 ? 0 : 1);
        if (digits > Cell.DIGITS) {
            return parseLarge(bytes, start, end, negative, cell);
        }
        cell.setNumber(negative ? -value : value, point < 0 ? 0 : end - point - 1);
        return digits > 0;
    }

    private static boolean parseLarge(byte[] bytes, int start, int end, boolean negative, Cell cell) {
        int mantissaEnd = start;
        while (mantissaEnd < end && (bytes[mantissaEnd] | ' ') != 'e') {
            mantissaEnd++;
        }
        int exponent = 0;
        if (mantissaEnd < end) {
            exponent = exponent(bytes, mantissaEnd + 1, end);
            if (exponent > GREATEST_EXPONENT) {
                return false;
            }
        }
        int first = start;
        while (first < mantissaEnd && bytes[first] == '0') {
            first++;
        }
        if (mantissaEnd - start == 0
                || mantissaEnd - start == 1 && bytes[start] == '.'
                || mantissaEnd - first > MOST_DIGITS) {
            return false;
        }
        String mantissa = new String(bytes, first, mantissaEnd - first, StandardCharsets.ISO_8859_1);
        boolean zero = mantissa.isEmpty() || mantissa.equals(".");
        BigDecimal number = zero ? BigDecimal.ZERO : new BigDecimal(mantissa).scaleByPowerOfTen(exponent);
        cell.setNumber(negative ? number.negate() : number);
        return true;
    }

    /** The exponent; {@link Integer#MAX_VALUE} if it is none, or too great in either direction. */
    private static int exponent(byte[] bytes, int start, int end) {
        boolean negative = start < end && bytes[start] == '-';
        int first = negative || start < end && bytes[start] == '+' ? start + 1 : start;
        int value = first < end ? 0 : Integer.MAX_VALUE;
        for (int i = first; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return Integer.MAX_VALUE;
            }
            value = Math.min(value * 10 + digit, GREATEST_EXPONENT + 1);
        }
        if (value > GREATEST_EXPONENT) {
            return Integer.MAX_VALUE;
        }
        return negative ? -value : value;
    }

    private static boolean isBlank(byte character) {
        return character == ' ' || character == '\t';
    }
}
