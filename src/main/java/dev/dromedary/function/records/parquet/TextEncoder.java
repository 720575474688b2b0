package dev.dromedary.function.records.parquet;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.format.Statistics;

/** Encodes texts, with their length before them; or decimals of one length, which need none. */
final class TextEncoder extends ColumnEncoder {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int MOST_WORDS = 1 << 15;
    private static final int MOST_WORD_BYTES = 512 * 1024;
    private static final int MOST_STEPS = 64;
    /** Longer bounds are not worth their place in the footer: parquet-java leaves them out, too. */
    private static final int MOST_BOUND_BYTES = 2048;

    private final boolean decimals;
    private byte[] least;
    private byte[] greatest;

    /** The dictionary: its words one after the other, where they end, their hashes, and where they are found by them. */
    private GrowingBytes words = new GrowingBytes();

    private int[] ends = {};
    private int[] hashes = {};
    private int size;
    private int[] places = {};

    TextEncoder(ColumnPages pages, boolean optional, boolean numbering, boolean decimals) {
        super(pages, optional, numbering);
        this.decimals = decimals;
    }

    @Override
    void add(byte[] bytes, int start, int end) throws IOException {
        if (isNumbering()) {
            int number = number(bytes, start, end);
            if (number >= 0) {
                addNumber(number, Integer.BYTES + end - start);
                return;
            }
            stopNumbering();
        }
        see(bytes, start, end);
        write(bytes, start, end, plain());
        addPresent(plain().length());
    }

    @Override
    long buffered() {
        long tables = (long) ends.length * 2 + places.length;
        return super.buffered() + words.capacity() + tables * Integer.BYTES;
    }

    @Override
    void writeWord(int number, GrowingBytes out) {
        write(words.bytes(), wordStart(number), ends[number], out);
    }

    @Override
    void forgetWords() {
        words = new GrowingBytes(0);
        ends = new int[0];
        hashes = ends;
        places = ends;
    }

    @Override
    int dictionarySize() {
        return size;
    }

    @Override
    long dictionaryBytes() {
        return words.length() + (long) size * Integer.BYTES;
    }

    @Override
    Statistics statistics() {
        Statistics statistics = new Statistics();
        if (least != null && least.length <= MOST_BOUND_BYTES && greatest.length <= MOST_BOUND_BYTES) {
            statistics.setMin_value(least).setMax_value(greatest);
        }
        return statistics;
    }

    private void write(byte[] bytes, int start, int end, GrowingBytes out) {
        if (!decimals) {
            out.putInt(end - start);
        }
        out.put(bytes, start, end);
    }

    private void see(byte[] bytes, int start, int end) {
        if (least == null) {
            least = Arrays.copyOfRange(bytes, start, end);
            greatest = least;
        } else if (compare(bytes, start, end, least) < 0) {
            least = Arrays.copyOfRange(bytes, start, end);
        } else if (compare(bytes, start, end, greatest) > 0) {
            greatest = Arrays.copyOfRange(bytes, start, end);
        }
    }

    private int compare(byte[] bytes, int start, int end, byte[] bound) {
        return decimals
                ? new BigInteger(bytes, start, end - start).compareTo(new BigInteger(bound))
                : Arrays.compareUnsigned(bytes, start, end, bound, 0, bound.length);
    }

    private int wordStart(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }

    /** The number of a value in the dictionary, which takes it in if it is new; negative if there is no place for it. */
    private int number(byte[] bytes, int start, int end) {
        if (size * 2 >= places.length) {
            if (size >= MOST_WORDS) {
                return -1;
            }
            grow();
        }
        int hash = hash(bytes, start, end);
        int place = hash & places.length - 1;
        // What a file's writer makes collide is not worth a dictionary.
        for (int step = 0; step < MOST_STEPS; step++) {
            int number = places[place] - 1;
            if (number < 0) {
                return take(bytes, start, end, hash, place);
            }
            if (hashes[number] == hash
                    && Arrays.equals(words.bytes(), wordStart(number), ends[number], bytes, start, end)) {
                return number;
            }
            place = place + 1 & places.length - 1;
        }
        return -1;
    }

    private int take(byte[] bytes, int start, int end, int hash, int place) {
        if (words.length() + (end - start) > MOST_WORD_BYTES) {
            return -1;
        }
        see(bytes, start, end);
        words.put(bytes, start, end);
        ends[size] = words.length();
        hashes[size] = hash;
        places[place] = ++size;
        return size - 1;
    }

    private static int hash(byte[] bytes, int start, int end) {
        long hash = end - start;
        int place = start;
        while (end - place >= Long.BYTES) {
            hash = mixed(hash ^ (long) LONGS.get(bytes, place));
            place += Long.BYTES;
        }
        long rest = 0;
        for (int i = place; i < end; i++) {
            rest = rest << Byte.SIZE | bytes[i] & 0xFF;
        }
        hash = mixed(hash ^ rest);
        return (int) (hash ^ hash >>> 32);
    }

    private static long mixed(long value) {
        long mixed = value * 0x9E3779B97F4A7C15L;
        return mixed ^ mixed >>> 29;
    }

    private void grow() {
        places = new int[Math.max(128, places.length * 2)];
        ends = Arrays.copyOf(ends, places.length / 2);
        hashes = Arrays.copyOf(hashes, places.length / 2);
        for (int i = 0; i < size; i++) {
            int place = hashes[i] & places.length - 1;
            while (places[place] != 0) {
                place = place + 1 & places.length - 1;
            }
            places[place] = i + 1;
        }
    }
}
