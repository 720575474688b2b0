package dev.dromedary.function.records;

import java.nio.ByteBuffer;

/**
 * A set of the first 128 bits of digests, in 16 to 32 bytes for each. Two different values are taken for one with a chance
 * of 1 in 10^26 among a million of them.
 */
final class DigestSet {

    /** What became of a digest. */
    enum Result {
        ADDED,
        KNOWN,
        FULL
    }

    private static final int FIRST = 1024;

    private final int most;
    private long[] slots = new long[2 * FIRST];
    private int count;
    private boolean hasZero;

    /** @param most how many it takes */
    DigestSet(int most) {
        this.most = most;
    }

    Result add(byte[] digest) {
        ByteBuffer bytes = ByteBuffer.wrap(digest);
        long high = bytes.getLong();
        long low = bytes.getLong();
        if (high == 0 && low == 0) {
            // That is what an empty slot holds.
            boolean known = hasZero;
            hasZero = true;
            return known ? Result.KNOWN : Result.ADDED;
        }
        int place = find(slots, high, low);
        if (slots[place] == high && slots[place + 1] == low) {
            return Result.KNOWN;
        }
        if (count == most) {
            return Result.FULL;
        }
        slots[place] = high;
        slots[place + 1] = low;
        count++;
        if (count * 4L > slots.length / 2 * 3L) {
            grow();
        }
        return Result.ADDED;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[2 * old.length];
        for (int i = 0; i < old.length; i += 2) {
            if (old[i] != 0 || old[i + 1] != 0) {
                int place = find(slots, old[i], old[i + 1]);
                slots[place] = old[i];
                slots[place + 1] = old[i + 1];
            }
        }
    }

    /** Where it is, or where it goes. */
    private static int find(long[] slots, long high, long low) {
        int mask = slots.length / 2 - 1;
        int slot = (int) low & mask;
        while ((slots[2 * slot] != 0 || slots[2 * slot + 1] != 0)
                && (slots[2 * slot] != high || slots[2 * slot + 1] != low)) {
            slot = slot + 1 & mask;
        }
        return 2 * slot;
    }
}
