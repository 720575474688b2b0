package dev.dromedary.function.records;

import dev.dromedary.function.records.Field.NumberForm;
import dev.dromedary.function.records.expression.Cell;
import java.util.Arrays;

/**
 * Numbers in another form than {@link NumberParser} knows: {@code 1.234,5} or {@code 12 %}. They are put into that form first.
 *
 * <p>Groups have three digits each, but the first, which has one to three: what is grouped otherwise is no number, since a
 * decimal point that is taken for a group's would make a hundred of one.
 */
final class FormedNumberParser extends ValueParser {

    private static final int GROUP_DIGITS = 3;

    private final NumberParser plain;
    private final byte[] decimal;
    private final byte[] group;
    private final boolean bare;

    /** @param whole whether a number has no fraction */
    FormedNumberParser(NumberForm form, boolean whole, Encoding encoding) {
        this.plain = new NumberParser(whole);
        this.decimal = encoding.encode(form.decimalChar());
        this.group = encoding.encode(form.groupChar());
        this.bare = form.bareNumber();
    }

    @Override
    boolean isBlank(byte[] bytes, int start, int end) {
        return plain.isBlank(bytes, start, end);
    }

    @Override
    boolean parse(byte[] bytes, int start, int end, Cell cell) {
        int first = start;
        int last = end;
        boolean negative = false;
        if (!bare) {
            while (last > first && !isDigit(bytes[last - 1])) {
                last--;
            }
            while (first < last && !startsNumber(bytes, first, last)) {
                first++;
            }
            int sign = sign(bytes, start, first);
            if (sign > 1 || hasSign(bytes, last, end)) {
                return false;
            }
            negative = sign < 0;
            if (sign != 0 && first < last && !isDigit(bytes[first]) && !isAt(decimal, bytes, first, last)) {
                // Two signs.
                return false;
            }
        }
        byte[] number = new byte[Long.BYTES + 1 + last - first];
        int length = plain(bytes, first, last, number, Long.BYTES, negative);
        return length >= 0 && plain.parse(number, Long.BYTES, length, cell);
    }

    /** Writes the number with a point and without groups; returns where it ends, or -1 if it is none. */
    private int plain(byte[] bytes, int first, int last, byte[] number, int from, boolean negative) {
        int length = from;
        if (negative) {
            number[length++] = '-';
        }
        int digits = 0;
        boolean grouped = false;
        boolean fraction = false;
        int place = first;
        while (place < last) {
            if (!fraction && isAt(decimal, bytes, place, last)) {
                if (grouped && digits != GROUP_DIGITS) {
                    return -1;
                }
                fraction = true;
                grouped = false;
                number[length++] = '.';
                place += decimal.length;
            } else if (group.length > 0 && isAt(group, bytes, place, last)) {
                if (fraction || digits == 0 || digits > GROUP_DIGITS || grouped && digits != GROUP_DIGITS) {
                    return -1;
                }
                grouped = true;
                digits = 0;
                place += group.length;
            } else {
                byte each = bytes[place++];
                // A point that is neither of the two is no part of a number.
                if (each == '.') {
                    return -1;
                }
                boolean digit = isDigit(each);
                boolean blank = each == ' ' || each == '\t';
                if (!digit && !blank && grouped && digits != GROUP_DIGITS) {
                    return -1;
                }
                digits += digit ? 1 : 0;
                grouped &= digit || blank;
                number[length++] = each;
            }
        }
        return grouped && digits != GROUP_DIGITS ? -1 : length;
    }

    private boolean startsNumber(byte[] bytes, int place, int last) {
        int next = place;
        if (bytes[next] == '-' || bytes[next] == '+') {
            next++;
        }
        if (next < last && isAt(decimal, bytes, next, last)) {
            next += decimal.length;
        }
        return next < last && isDigit(bytes[next]);
    }

    /** The sign among the bytes before a number: -1, 1, 0 for none, 2 for several or a bracket, as accounts write losses. */
    private static int sign(byte[] bytes, int start, int end) {
        int sign = 0;
        for (int i = start; i < end; i++) {
            boolean minus = bytes[i] == '-';
            if (minus || bytes[i] == '+') {
                sign = sign == 0 ? minus ? -1 : 1 : 2;
            } else if (bytes[i] == '(') {
                sign = 2;
            }
        }
        return sign;
    }

    private static boolean hasSign(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] == '-' || bytes[i] == '+' || bytes[i] == ')') {
                return true;
            }
        }
        return false;
    }

    private static boolean isAt(byte[] text, byte[] bytes, int place, int end) {
        return end - place >= text.length && Arrays.equals(text, 0, text.length, bytes, place, place + text.length);
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }
}
