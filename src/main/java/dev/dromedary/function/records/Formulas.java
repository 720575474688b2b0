package dev.dromedary.function.records;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Values that a spreadsheet would take for a formula: they begin with {@code = + - @}, a tab or a line end, also in their
 * full-width forms. Numbers with a sign are none.
 *
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">CSV Injection</a>
 */
final class Formulas {

    /** What spreadsheets take for the sign of a text, and don't show. */
    private static final byte APOSTROPHE = '\'';

    private static final Pattern NUMBER = Pattern.compile("[+-](\\d[\\d.,]*|[.,]\\d+)([eE][+-]?\\d+)?");
    /** The first two bytes of the full-width forms, U+FF0B and so on, in UTF-8. */
    private static final byte[] FULL_WIDTH = {(byte) 0xEF, (byte) 0xBC};

    private Formulas() {}

    /** Whether the text that starts at a place begins like a formula; a sign of a number counts, too. */
    static boolean mayStart(byte[] bytes, int start, int end) {
        if (start >= end) {
            return false;
        }
        byte first = bytes[start];
        return switch (first) {
            case '=', '+', '-', '@', '\t', '\r', '\n' -> true;
            default -> first == FULL_WIDTH[0] && end - start > 2 && bytes[start + 1] == FULL_WIDTH[1];
        };
    }

    /** The value with an apostrophe before it, if it is a formula. */
    static byte[] escaped(byte[] value) {
        if (!mayStart(value, 0, value.length) || isNumber(value) || !isFormula(value)) {
            return value;
        }
        byte[] escaped = new byte[value.length + 1];
        escaped[0] = APOSTROPHE;
        System.arraycopy(value, 0, escaped, 1, value.length);
        return escaped;
    }

    private static boolean isNumber(byte[] value) {
        return NUMBER.matcher(new String(value, StandardCharsets.US_ASCII)).matches();
    }

    private static boolean isFormula(byte[] value) {
        if (value[0] != FULL_WIDTH[0]) {
            return true;
        }
        String first = new String(Arrays.copyOf(value, 3), StandardCharsets.UTF_8);
        return "\uFF1D\uFF0B\uFF0D\uFF20".contains(first);
    }
}
