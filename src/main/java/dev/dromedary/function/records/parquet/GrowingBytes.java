package dev.dromedary.function.records.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that are put one after the other, numbers as Parquet has them: little-endian. */
final class GrowingBytes {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FIRST_BYTES = 128;

    private byte[] bytes;
    private int length;

    GrowingBytes() {
        this(FIRST_BYTES);
    }

    /** @param capacity how many bytes it is likely to hold */
    GrowingBytes(int capacity) {
        bytes = new byte[capacity];
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** How much memory it takes. */
    int capacity() {
        return bytes.length;
    }

    void putByte(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
    }

    void putInt(int value) {
        reserve(Integer.BYTES);
        INTS.set(bytes, length, value);
        length += Integer.BYTES;
    }

    void putLong(long value) {
        reserve(Long.BYTES);
        LONGS.set(bytes, length, value);
        length += Long.BYTES;
    }

    void put(byte[] source, int start, int end) {
        int count = end - start;
        reserve(count);
        System.arraycopy(source, start, bytes, length, count);
        length += count;
    }

    /** Seven bits a byte, the lowest first; the highest bit says whether there are more. */
    void putVariable(int value) {
        int left = value;
        while ((left & ~0x7F) != 0) {
            putByte(left | 0x80);
            left >>>= 7;
        }
        putByte(left);
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }

    private void reserve(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, count)));
        }
    }
}
