package dev.dromedary.function.records.expression;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Texts as bytes of one charset: UTF-8, or one of one byte a character. */
final class Texts {

    /** A value is no longer than a row may be: 1 MiB, the limit of a record unless told otherwise. */
    static final int LONGEST = 1024 * 1024;

    private final Charset charset;
    private final boolean utf8;

    Texts(Charset charset) {
        this.charset = charset;
        this.utf8 = charset.equals(StandardCharsets.UTF_8);
    }

    String string(Cell cell) {
        return new String(cell.bytes(), cell.start(), cell.end() - cell.start(), charset);
    }

    /** The bytes in UTF-8, as a digest takes them. */
    void update(Cell cell, Bytes taker) {
        if (utf8 || isAscii(cell)) {
            taker.take(cell.bytes(), cell.start(), cell.end());
        } else {
            byte[] bytes = string(cell).getBytes(StandardCharsets.UTF_8);
            taker.take(bytes, 0, bytes.length);
        }
    }

    /** @throws EvaluationException if the text is too long, or the charset lacks one of its characters */
    void set(Cell out, String text) {
        byte[] bytes = text.getBytes(charset);
        if (!utf8 && !new String(bytes, charset).equals(text)) {
            throw new EvaluationException("a character is not in the file's encoding");
        }
        out.setText(bytes, 0, checked(bytes.length));
    }

    static int checked(long length) {
        if (length > LONGEST) {
            throw new EvaluationException("a text is longer than " + LONGEST + " bytes");
        }
        return (int) length;
    }

    static boolean isAscii(Cell cell) {
        for (int i = cell.start(); i < cell.end(); i++) {
            if (cell.bytes()[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /** The number of characters. */
    int length(Cell cell) {
        int length = cell.end() - cell.start();
        if (utf8) {
            for (int i = cell.start(); i < cell.end(); i++) {
                length -= isContinuation(cell.bytes()[i]) ? 1 : 0;
            }
        }
        return length;
    }

    /** The place after the character at a place. */
    int after(byte[] bytes, int place, int end) {
        int next = place + 1;
        while (utf8 && next < end && isContinuation(bytes[next])) {
            next++;
        }
        return next;
    }

    /** The place after so many characters, or the end. */
    int after(byte[] bytes, int place, int end, long characters) {
        int at = place;
        for (long i = 0; i < characters && at < end; i++) {
            at = after(bytes, at, end);
        }
        return at;
    }

    /** Where a text stands in another from a place on, or -1. */
    static int indexOf(Cell text, Cell part, int from) {
        int length = part.end() - part.start();
        for (int at = from; at <= text.end() - length; at++) {
            if (Arrays.equals(text.bytes(), at, at + length, part.bytes(), part.start(), part.end())) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isContinuation(byte one) {
        return (one & 0xC0) == 0x80;
    }

    /** Takes bytes. */
    @FunctionalInterface
    interface Bytes {
        void take(byte[] bytes, int start, int end);
    }
}
