package dev.dromedary.function.records;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Writes values so that every reader that keeps to RFC 4180 sees the rows and values that we count.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180#section-2">RFC 4180</a>
 */
final class ValueWriter {

    /** What some readers, DuckDB's sniffer among them, take for the beginning of a comment. */
    private static final byte COMMENT = '#';

    /** A byte order mark in UTF-8. As the first character of an output it would be taken for its mark. */
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final LineBuffer out;
    private final Quoting quoting;
    private final boolean escapeFormulas;

    /** @param escapeFormulas whether what a spreadsheet would take for a formula gets an apostrophe before it */
    ValueWriter(LineBuffer out, Quoting quoting, boolean escapeFormulas) {
        this.out = out;
        this.quoting = quoting;
        this.escapeFormulas = escapeFormulas;
    }

    /** Whether the row can be written as it came. */
    boolean isPortable(Row row) {
        byte[] bytes = row.chunk().bytes;
        if (bytes[row.start()] == COMMENT || row.count() == 1 && Quoting.isBlank(bytes, row.start(), row.end())) {
            return false;
        }
        boolean portable = !quoting.hasQuoteOrReturn(bytes, row.start(), row.end())
                || quoting.isPortable(bytes, row.start(), row.end());
        return portable && !(escapeFormulas && mayHoldFormula(row));
    }

    /** Whether the row as it came has nothing but characters in it. */
    boolean isDecodable(Row row) {
        return quoting.encoding().isValid(row.chunk().bytes, row.start(), row.end());
    }

    private boolean mayHoldFormula(Row row) {
        byte[] bytes = row.chunk().bytes;
        for (int i = 0; i < row.count(); i++) {
            int start = row.valueStart(i);
            int end = row.valueEnd(i);
            if (start < end && Formulas.mayStart(bytes, bytes[start] == quoting.quote() ? start + 1 : start, end)) {
                return true;
            }
        }
        return false;
    }

    /** Writes a header's line: as it came if that can be, else its names anew. */
    void header(Header header) throws IOException {
        byte[] line = header.bytes();
        boolean asItCame = quoting.isPortable(line, 0, line.length) && !hasReturn(line);
        if (asItCame && !escapeFormulas && !startsLikeNoValue(line)) {
            out.write(line);
            return;
        }
        Columns columns = header.columns();
        for (int i = 0; i < columns.size(); i++) {
            if (i > 0) {
                out.write(quoting.delimiter());
            }
            // DuckDB finds the line ends of a file by its first line, quoted or not.
            String name = EscapedText.escape(columns.names().get(i), point -> point != '\r');
            value(quoting.encoding().encode(name), i == 0, columns.size() == 1);
        }
    }

    private static boolean hasReturn(byte[] bytes) {
        for (byte each : bytes) {
            if (each == '\r') {
                return true;
            }
        }
        return false;
    }

    private static boolean startsLikeNoValue(byte[] bytes) {
        boolean mark = bytes.length >= MARK.length && Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length);
        return mark || bytes.length > 0 && bytes[0] == COMMENT;
    }

    /** Writes a value that stands in no row as it came: perhaps the first, or the only one, of its line. */
    void value(byte[] value, boolean first, boolean only) throws IOException {
        out.write(first && startsLikeNoValue(value) ? quoting.inQuotes(value) : written(value, only));
    }

    /** A value as it is written, unless its line starts with it. */
    byte[] written(byte[] value, boolean only) {
        return quoting.quoted(escapeFormulas ? Formulas.escaped(value) : value, only);
    }

    /** Writes the value that stood at an index of a row as it came: perhaps the first, or the only one, of its line. */
    void value(Row row, int index, boolean first, boolean only) throws IOException {
        byte[] bytes = row.chunk().bytes;
        int start = row.valueStart(index);
        int end = row.valueEnd(index);
        if (!escapeFormulas && !first && quoting.isPortable(bytes, start, end)) {
            out.write(bytes, start, end);
        } else {
            value(quoting.value(bytes, start, end), first, only);
        }
    }

    /**
     * Writes all values of a row in as many columns as the header has, each followed by a delimiter: what is too much stands
     * in the last one as it came, what is missing is empty. What is no character is shown as its bytes.
     */
    void cells(Row row, int columns) throws IOException {
        byte[] bytes = row.chunk().bytes;
        for (int i = 0; i < columns; i++) {
            if (i < row.count()) {
                boolean rest = i == columns - 1 && row.count() > columns;
                int start = row.valueStart(i);
                byte[] value = rest
                        ? Arrays.copyOfRange(bytes, start, row.end())
                        : quoting.value(bytes, start, row.valueEnd(i));
                value(characters(value), i == 0, false);
            }
            out.write(quoting.delimiter());
        }
    }

    private byte[] characters(byte[] value) {
        Encoding encoding = quoting.encoding();
        return encoding.isValid(value, 0, value.length)
                ? value
                : encoding.encode(encoding.decodeVisibly(value, 0, value.length));
    }

    /**
     * Values that a spreadsheet would take for a formula: they begin with {@code = + - @}, a tab or a line end, also in their
     * full-width forms. Numbers with a sign are none.
     *
     * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">CSV Injection</a>
     */
    private static final class Formulas {

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
}
