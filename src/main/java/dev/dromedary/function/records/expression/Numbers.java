package dev.dromedary.function.records.expression;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Exact decimals: read, divided, rounded and written. */
final class Numbers {

    /** Division gives 34 digits, half to even: decimal128 of IEEE 754. */
    static final MathContext QUOTIENT = MathContext.DECIMAL128;

    /** Longer numbers are none: their arithmetic could take as long and as much memory as their writer likes. */
    private static final int MOST_DIGITS = 1000;

    private Numbers() {}

    /** Whether a text is a number; if so the cell holds it. */
    static boolean parse(String text, Cell cell) {
        String plain = text.strip();
        if (plain.isEmpty() || plain.length() > MOST_DIGITS) {
            return false;
        }
        char last = plain.charAt(plain.length() - 1);
        if (!(last == '.' || last >= '0' && last <= '9')) {
            return false;
        }
        try {
            BigDecimal number = new BigDecimal(plain);
            if (Math.abs((long) number.scale()) > MOST_DIGITS) {
                return false;
            }
            cell.setDecimal(number);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Whether bytes are a number. */
    static boolean parse(Cell text, Texts texts, Cell out) {
        byte[] bytes = text.bytes();
        int first = text.start();
        boolean negative = first < text.end() && bytes[first] == '-';
        int start = negative ? first + 1 : first;
        int length = text.end() - start;
        if (length < 1 || length > Cell.DIGITS) {
            return length > 0 && parse(texts.string(text), out);
        }
        long value = 0;
        int point = -1;
        for (int i = start; i < text.end(); i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9) {
                value = value * 10 + digit;
            } else if (bytes[i] == '.' && point < 0 && length > 1) {
                point = i;
            } else {
                return parse(texts.string(text), out);
            }
        }
        out.setNumber(negative ? -value : value, point < 0 ? 0 : text.end() - point - 1);
        return true;
    }

    /** @throws EvaluationException if the divisor is 0 */
    static void divide(Cell dividend, Cell divisor, Cell out) {
        if (isZero(divisor)) {
            throw new EvaluationException("a division by zero");
        }
        boolean small = !dividend.isLarge() && !divisor.isLarge() && dividend.scale() == divisor.scale();
        if (small && dividend.unscaled() % divisor.unscaled() == 0) {
            out.setNumber(dividend.unscaled() / divisor.unscaled(), 0);
            return;
        }
        BigDecimal quotient = dividend.number().divide(divisor.number(), QUOTIENT);
        out.setNumber(quotient);
    }

    /** The rest has the sign of the dividend. */
    static void remainder(Cell dividend, Cell divisor, Cell out) {
        if (isZero(divisor)) {
            throw new EvaluationException("a division by zero");
        }
        if (!dividend.isLarge() && !divisor.isLarge() && dividend.scale() == divisor.scale()) {
            out.setNumber(dividend.unscaled() % divisor.unscaled(), dividend.scale());
        } else {
            out.setDecimal(dividend.number().remainder(divisor.number()));
        }
    }

    static boolean isZero(Cell number) {
        return !number.isLarge() && number.unscaled() == 0;
    }

    /** @param digits after the point; negative ones before it */
    static void round(Cell number, long digits, RoundingMode mode, Cell out) {
        if (digits < -MOST_DIGITS || digits > MOST_DIGITS) {
            throw new EvaluationException("a number of digits to round to beyond " + MOST_DIGITS);
        }
        if (!number.isLarge() && digits >= 0 && digits <= number.scale()) {
            long power = Cell.power(number.scale() - (int) digits);
            long quotient = number.unscaled() / power;
            long rest = number.unscaled() % power;
            out.setNumber(quotient + carry(rest, power, mode), (int) digits);
            return;
        }
        BigDecimal rounded = number.number().setScale((int) digits, mode);
        out.setDecimal(digits < 0 ? rounded.setScale(0) : rounded);
    }

    /** What rounding adds to a quotient that was cut off towards zero. */
    private static long carry(long rest, long power, RoundingMode mode) {
        return switch (mode) {
            case HALF_UP -> Math.abs(rest) >= power - Math.abs(rest) ? Long.signum(rest) : 0;
            case FLOOR -> rest < 0 ? -1 : 0;
            case CEILING -> rest > 0 ? 1 : 0;
            default -> throw new IllegalArgumentException(mode.toString());
        };
    }

    /** The number as text, without an exponent. */
    static void write(Cell number, Cell out) {
        if (number.isLarge()) {
            byte[] bytes = ascii(number.number().toPlainString());
            out.setText(bytes, 0, bytes.length);
            return;
        }
        byte[] buffer = out.buffer(24);
        int place = 24;
        long rest = Math.abs(number.unscaled());
        int digits = 0;
        do {
            if (digits == number.scale() && digits > 0) {
                buffer[--place] = '.';
            }
            buffer[--place] = (byte) ('0' + rest % 10);
            rest /= 10;
            digits++;
        } while (rest > 0 || digits <= number.scale());
        if (number.unscaled() < 0) {
            buffer[--place] = '-';
        }
        out.setText(buffer, place, 24);
    }

    static byte[] ascii(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
