package dev.dromedary.function.records;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Arithmetic on eight bytes at once, held in a long whose lowest byte is the first. */
final class EightBytes {

    static final long EACH = 0x0101010101010101L;
    /** The sign bit of each byte: whether it is outside ASCII. */
    static final long SIGNS = EACH * 0x80;

    static final long ZEROS = EACH * '0';

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_NIBBLES = EACH * 0xF0;
    private static final long SIX = EACH * 6;

    private EightBytes() {}

    /** The bytes from {@code start} on, of which there must be eight. */
    static long at(byte[] bytes, int start) {
        return (long) LONGS.get(bytes, start);
    }

    /** The sign bit of each byte that is 0 is set; perhaps also that of a 1 after it, so look at the byte again. */
    static long zeros(long word) {
        return word - EACH & ~word & SIGNS;
    }

    /** The sign bit of each byte that is 0 is set, and no other. */
    static long exactZeros(long word) {
        return ~((word & ~SIGNS) + ~SIGNS | word | ~SIGNS);
    }

    /** Whether all eight are ASCII digits. */
    static boolean areDigits(long word) {
        // Adding six takes what lies above '9' into the next nibble.
        return (word & HIGH_NIBBLES) == ZEROS && (word + SIX & HIGH_NIBBLES) == ZEROS;
    }

    /** The number that eight digits write. */
    static long number(long digits) {
        long pairs = pairs(digits) & 0x00FF00FF00FF00FFL;
        long fours = (pairs * 100 + (pairs >>> 16)) & 0x0000FFFF0000FFFFL;
        return (fours * 10_000 + (fours >>> 32)) & 0xFFFFFFFFL;
    }

    /** In each byte the number that the digit there and the one after it write; nothing of use in the last byte. */
    static long pairs(long digits) {
        long values = digits - ZEROS;
        return values * 10 + (values >>> 8);
    }
}
