package dev.dromedary.function.trigger.kinesis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the fields of a protocol buffer, one after the other.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Encoding</a>
 */
final class ProtobufReader {

    private static final int NUMBER = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int BYTES = 2;
    private static final int FOUR_BYTES = 5;

    private final byte[] source;
    private final int end;
    private int position;
    private int field;
    private int type;

    /** Reads the bytes from {@code start} to before {@code end}. */
    ProtobufReader(byte[] source, int start, int end) {
        this.source = source;
        this.position = start;
        this.end = end;
    }

    /** Goes on to the next field; its value has to be read or skipped then. */
    boolean next() {
        if (position == end) {
            return false;
        }
        long tag = varint();
        if (tag < 0 || tag >>> 3 == 0 || tag >>> 3 > Integer.MAX_VALUE) {
            throw new MalformedProtobufException();
        }
        field = (int) (tag >>> 3);
        type = (int) (tag & 7);
        return true;
    }

    /** The number of the field. */
    int field() {
        return field;
    }

    /** The value as a number; as negative as it is in 64 bits with a sign. */
    long number() {
        expect(NUMBER);
        return varint();
    }

    /** The value as bytes of its own. */
    byte[] bytes() {
        int start = position(length());
        return Arrays.copyOfRange(source, start, position);
    }

    /** The value as text. */
    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** The value as a message inside. */
    ProtobufReader message() {
        int start = position(length());
        return new ProtobufReader(source, start, position);
    }

    /** Leaves out the value. */
    void skip() {
        switch (type) {
            case NUMBER -> varint();
            case EIGHT_BYTES -> position(8);
            case BYTES -> position(length());
            case FOUR_BYTES -> position(4);
            default -> throw new MalformedProtobufException();
        }
    }

    private long length() {
        expect(BYTES);
        return varint();
    }

    private void expect(int wanted) {
        if (type != wanted) {
            throw new MalformedProtobufException();
        }
    }

    /** Moves on by so many bytes, and tells where they begin. */
    private int position(long length) {
        if (length < 0 || length > end - position) {
            throw new MalformedProtobufException();
        }
        int start = position;
        position += (int) length;
        return start;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (position == end) {
                throw new MalformedProtobufException();
            }
            byte next = source[position++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new MalformedProtobufException();
    }

    /** Bytes are no protocol buffer of the kind that is read. */
    static final class MalformedProtobufException extends RuntimeException {}
}
