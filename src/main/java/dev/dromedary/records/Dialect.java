package dev.dromedary.records;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How a CSV file is written. Quotes are doubled inside quoted values, the first line is the header, and both LF and CRLF
 * end lines, always.
 *
 * @param delimiter the ASCII character between values
 * @param quote the ASCII character around values that hold a delimiter, quote or line end
 * @param encoding UTF-8, or a charset of one byte a character in which the first 128 are ASCII
 */
public record Dialect(char delimiter, char quote, Charset encoding) {

    /** RFC 4180 in UTF-8: comma, double quote. */
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
                    + " extends ASCII, such as iso-8859-1 or windows-1252.");
        }
    }

    private static void check(String key, char character) {
        boolean control = character < ' ' && character != '\t';
        if (control || character > '~') {
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
