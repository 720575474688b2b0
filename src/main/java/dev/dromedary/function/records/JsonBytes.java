package dev.dromedary.function.records;

import dev.dromedary.function.records.expression.Cell;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JSON in UTF-8 that is being written: grows as it must, and can be cut back to where it was. */
final class JsonBytes {

    private static final byte[] HEXADECIMAL = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_LONG_DIGITS = 20;
    /** A number of more places is written with an exponent, unless it has as many digits. */
    private static final int MOST_PLACES = 40;

    private byte[] bytes = new byte[1024];
    private int length;

    int length() {
        return length;
    }

    /** Takes back all that was written since. */
    void cut(int newLength) {
        length = newLength;
    }

    void passTo(LineBuffer out) throws IOException {
        out.write(bytes, 0, length);
    }

    void passTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    void write(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
    }

    void write(byte[] json) {
        write(json, 0, json.length);
    }

    void write(byte[] json, int start, int end) {
        reserve(end - start);
        System.arraycopy(json, start, bytes, length, end - start);
        length += end - start;
    }

    /** Text that needs no quotes, such as a number. */
    void write(String ascii) {
        write(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    /** A string, of UTF-8 that stands in other bytes. */
    void string(byte[] utf8, int start, int end) {
        write('"');
        characters(utf8, start, end);
        write('"');
    }

    /** A string; halves of surrogate pairs, which UTF-8 has not, become question marks. */
    void string(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        string(utf8, 0, utf8.length);
    }

    /** What stands between the quotes of a string. */
    private void characters(byte[] utf8, int start, int end) {
        int from = start;
        for (int i = start; i < end; i++) {
            byte each = utf8[i];
            if (each >= 0 && each < ' ' || each == '"' || each == '\\') {
                write(utf8, from, i);
                escape(each);
                from = i + 1;
            }
        }
        write(utf8, from, end);
    }

    private void escape(byte each) {
        write('\\');
        switch (each) {
            case '"', '\\' -> write((char) each);
            case '\n' -> write('n');
            case '\r' -> write('r');
            case '\t' -> write('t');
            default -> {
                write("u00");
                write((char) HEXADECIMAL[each >> 4]);
                write((char) HEXADECIMAL[each & 0xF]);
            }
        }
    }

    /**
     * A number, exactly, without zeros at the end of its fraction.
     *
     * @param whole whether it is to be written without point and exponent, as it is an integer
     */
    void number(Cell cell, boolean whole) {
        if (cell.isLarge()) {
            large(cell.number(), whole);
            return;
        }
        long unscaled = cell.unscaled();
        int scale = cell.scale();
        while (scale > 0 && unscaled % 10 == 0) {
            unscaled /= 10;
            scale--;
        }
        if (unscaled < 0) {
            write('-');
        }
        reserve(MOST_LONG_DIGITS + 2);
        int places = places(Math.abs(unscaled), scale);
        int at = length + places;
        long rest = Math.abs(unscaled);
        for (int i = 0; i < places; i++) {
            if (scale > 0 && i == scale) {
                bytes[--at] = '.';
            } else {
                bytes[--at] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
        length += places;
    }

    /** Digits, at least one before the point, and the point. */
    private static int places(long number, int scale) {
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        return scale == 0 ? digits : Math.max(digits, scale + 1) + 1;
    }

    private void large(BigDecimal number, boolean whole) {
        boolean plain = whole || number.scale() < 0 && number.precision() - number.scale() <= MOST_PLACES;
        write(plain ? number.toPlainString() : number.toString());
    }

    private void reserve(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
    }
}
