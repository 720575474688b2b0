package dev.dromedary.records;

import java.util.Arrays;

/** Values with and without their quotes, for one dialect. */
final class Quoting {

    private final byte delimiter;
    private final byte quote;
    private final Encoding encoding;
    private final boolean lineBreaks;
    private final boolean skipInitialSpace;

    Quoting(Dialect dialect) {
        this.delimiter = (byte) dialect.delimiter();
        this.quote = (byte) dialect.quote();
        this.encoding = new Encoding(dialect.encoding());
        this.lineBreaks = dialect.lineBreaks();
        this.skipInitialSpace = dialect.skipInitialSpace();
    }

    byte delimiter() {
        return delimiter;
    }

    byte quote() {
        return quote;
    }

    Encoding encoding() {
        return encoding;
    }

    /** Whether quoted values may hold line breaks. */
    boolean lineBreaks() {
        return lineBreaks;
    }

    /** Whether spaces before a value are no part of it. */
    boolean skipInitialSpace() {
        return skipInitialSpace;
    }

    boolean isQuoted(byte[] bytes, int start, int end) {
        return end - start >= 2 && bytes[start] == quote && bytes[end - 1] == quote;
    }

    /** Whether a quoted value holds quotes (doubled ones), so that its inside is not its value. */
    boolean hasInnerQuote(byte[] bytes, int start, int end) {
        for (int i = start + 1; i < end - 1; i++) {
            if (bytes[i] == quote) {
                return true;
            }
        }
        return false;
    }

    /** The inside of a quoted value, with doubled quotes made single. */
    byte[] unquoted(byte[] bytes, int start, int end) {
        byte[] buffer = new byte[end - start - 2];
        int length = 0;
        for (int i = start + 1; i < end - 1; i++) {
            buffer[length++] = bytes[i];
            if (bytes[i] == quote && i + 1 < end - 1 && bytes[i + 1] == quote) {
                i++;
            }
        }
        return Arrays.copyOf(buffer, length);
    }

    /** The value as text, unquoted if it is quoted. */
    String text(byte[] bytes, int start, int end) {
        if (!isQuoted(bytes, start, end)) {
            return encoding.decode(bytes, start, end);
        }
        byte[] value = unquoted(bytes, start, end);
        return encoding.decode(value, 0, value.length);
    }

    /**
     * The value as it is written: in quotes if it holds a delimiter, quote or line end. An only value that is empty is
     * quoted too, since a blank line is no row.
     */
    byte[] quoted(byte[] value, boolean only) {
        int quotes = 0;
        boolean special = value.length == 0 && only;
        for (byte b : value) {
            if (b == quote) {
                quotes++;
            }
            special |= b == quote || b == delimiter || b == '\n' || b == '\r';
        }
        if (!special) {
            return value;
        }
        byte[] result = new byte[value.length + quotes + 2];
        int length = 0;
        result[length++] = quote;
        for (byte b : value) {
            if (b == quote) {
                result[length++] = quote;
            }
            result[length++] = b;
        }
        result[length] = quote;
        return result;
    }
}
