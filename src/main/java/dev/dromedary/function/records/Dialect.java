package dev.dromedary.function.records;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How a CSV file is written. Quotes are doubled inside quoted values, and both LF and CRLF end lines, always; a file in
 * which CR alone ends every line is recognised as one.
 *
 * @param delimiter the ASCII character between values; a file's own {@code sep=} line overrides it
 * @param quote the ASCII character around values that hold a delimiter, quote or line end
 * @param encoding UTF-8, or a charset of one byte a character in which the first 128 are ASCII; a byte order mark
 *     overrides it
 * @param lineBreaks whether quoted values may hold line breaks; if not, every line end ends a row, and a quote that does
 *     not close on its line costs that row and no other
 * @param skipInitialSpace whether spaces before a value are no part of it
 * @param headerRow the line that names the columns, from 1; what stands above it is passed over
 */
public record Dialect(
        char delimiter, char quote, Charset encoding, boolean lineBreaks, boolean skipInitialSpace, int headerRow) {

    /** RFC 4180 in UTF-8: comma, double quote, line breaks in quotes. */
    public static final Dialect DEFAULT = new Dialect(',', '"', StandardCharsets.UTF_8);

    /** @throws IllegalArgumentException with one sentence that says which part can't be used, and what can */
    public Dialect {
        check("delimiter", delimiter);
        check("quoteChar", quote);
        if (delimiter == quote) {
            throw new IllegalArgumentException(
                    "delimiter and quoteChar are both '" + quote + "'; make them different.");
        }
        if (!isReadable(encoding)) {
            throw new IllegalArgumentException("encoding " + encoding
                    + " can't be read byte by byte; store the file as utf-8 or in a charset of one byte a character that"
                    + " extends ASCII, such as iso-8859-1 or windows-1252. UTF-16 and UTF-32 with a byte order mark are"
                    + " recognised whatever the schema says.");
        }
        if (skipInitialSpace && (delimiter == ' ' || quote == ' ')) {
            throw new IllegalArgumentException(
                    "skipInitialSpace needs a delimiter and a quoteChar that are no spaces; choose others.");
        }
        if (headerRow < 1) {
            throw new IllegalArgumentException("headerRows counts lines from 1.");
        }
    }

    /** A dialect with line breaks in quoted values, blanks that are data, and the header on the first line. */
    public Dialect(char delimiter, char quote, Charset encoding) {
        this(delimiter, quote, encoding, true, false, 1);
    }

    /** The same with another delimiter. */
    Dialect withDelimiter(char other) {
        return new Dialect(other, quote, encoding, lineBreaks, skipInitialSpace, headerRow);
    }

    /** The same in another encoding. */
    Dialect withEncoding(Charset other) {
        return new Dialect(delimiter, quote, other, lineBreaks, skipInitialSpace, headerRow);
    }

    /** Whether the character may be a delimiter or a quote. */
    static boolean isMark(char character) {
        return character == '\t' || character >= ' ' && character <= '~';
    }

    private static void check(String key, char character) {
        if (!isMark(character)) {
            throw new IllegalArgumentException(key + " must be one visible ASCII character, a space or a tab.");
        }
    }

    private static boolean isReadable(Charset encoding) {
        if (encoding.equals(StandardCharsets.UTF_8)) {
            return true;
        }
        if (!encoding.canEncode() || encoding.newEncoder().maxBytesPerChar() != 1f) {
            return false;
        }
        byte[] ascii = new byte[128];
        for (int i = 0; i < ascii.length; i++) {
            ascii[i] = (byte) i;
        }
        return new String(ascii, encoding).equals(new String(ascii, StandardCharsets.US_ASCII));
    }
}
