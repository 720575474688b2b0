package dev.dromedary.function.records;

import java.util.Arrays;

/** Values with and without their quotes, for one dialect. */
final class Quoting {

    private static final long RETURNS = EightBytes.EACH * '\r';

    private final byte delimiter;
    private final byte quote;
    private final long quotes;
    private final Encoding encoding;
    private final boolean lineBreaks;
    private final boolean skipInitialSpace;

    Quoting(Dialect dialect) {
        this.delimiter = (byte) dialect.delimiter();
        this.quote = (byte) dialect.quote();
        this.quotes = EightBytes.EACH * quote;
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

    /** Whether a quote or CR stands somewhere: without one, whole rows are as RFC 4180 has them. */
    boolean hasQuoteOrReturn(byte[] bytes, int start, int end) {
        int place = start;
        while (place < end) {
            long word = EightBytes.at(bytes, place);
            long marks = EightBytes.exactZeros(word ^ quotes) | EightBytes.exactZeros(word ^ RETURNS);
            int left = end - place;
            if (left < Long.BYTES) {
                // What follows the row does not count.
                marks &= -1L >>> Long.SIZE - left * Byte.SIZE;
            }
            if (marks != 0) {
                return true;
            }
            place += Long.BYTES;
        }
        return false;
    }

    /**
     * Whether every reader that keeps to RFC 4180 sees the values of a line of the input as we do: none holds a quote or CR,
     * but for those in quotes that close where the value ends, with the quotes inside doubled.
     */
    boolean isPortable(byte[] bytes, int start, int end) {
        int at = start;
        while (true) {
            if (at < end && bytes[at] == quote) {
                at = afterQuoted(bytes, at + 1, end);
                if (at < 0 || at < end && bytes[at] != delimiter) {
                    return false;
                }
            }
            while (at < end && bytes[at] != delimiter) {
                if (bytes[at] == quote || bytes[at] == '\r' || bytes[at] == '\n') {
                    return false;
                }
                at++;
            }
            if (at >= end) {
                return true;
            }
            at++;
        }
    }

    /** The place after the closing quote of a value whose inside starts at a place; -1 if none closes it. */
    private int afterQuoted(byte[] bytes, int inside, int end) {
        for (int at = inside; at < end; at++) {
            if (bytes[at] == quote) {
                if (at + 1 == end || bytes[at + 1] != quote) {
                    return at + 1;
                }
                at++;
            }
        }
        return -1;
    }

    /** A value without its quotes; one that is not quoted as RFC 4180 has it is taken as it stands. */
    byte[] value(byte[] bytes, int start, int end) {
        boolean whole = end > start && bytes[start] == quote && afterQuoted(bytes, start + 1, end) == end;
        return whole ? unquoted(bytes, start, end) : Arrays.copyOfRange(bytes, start, end);
    }

    static boolean isBlank(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    /**
     * The value as it is written: in quotes if it holds a delimiter, quote or line end. An only value that is empty or blank
     * is quoted too, since a blank line is no row.
     */
    byte[] quoted(byte[] value, boolean only) {
        boolean special = only && isBlank(value, 0, value.length);
        for (byte b : value) {
            special |= b == quote || b == delimiter || b == '\n' || b == '\r';
        }
        return special ? inQuotes(value) : value;
    }

    /** The value in quotes, those inside doubled. */
    byte[] inQuotes(byte[] value) {
        int inside = 0;
        for (byte b : value) {
            inside += b == quote ? 1 : 0;
        }
        byte[] result = new byte[value.length + inside + 2];
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
