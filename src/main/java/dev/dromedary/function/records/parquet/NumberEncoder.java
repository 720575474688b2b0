package dev.dromedary.function.records.parquet;

import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.format.Statistics;

/** Encodes numbers of 32 or 64 bits, and doubles by their bits. */
final class NumberEncoder extends ColumnEncoder {

    private static final int MOST_WORDS = 1 << 15;
    private static final int MOST_STEPS = 64;

    private final int bytes;
    private final boolean doubles;
    private boolean any;
    private long least;
    private long greatest;

    /** The dictionary: its words in order, and where they are found by their hash, 0 being nothing, else one more. */
    private long[] words = {};

    private int size;
    private int[] places = {};

    /** @param bytes of a number: 4 or 8 */
    NumberEncoder(ColumnPages pages, boolean optional, boolean numbering, int bytes, boolean doubles) {
        super(pages, optional, numbering);
        this.bytes = bytes;
        this.doubles = doubles;
    }

    @Override
    void add(long value) throws IOException {
        if (isNumbering()) {
            int number = number(value);
            if (number >= 0) {
                addNumber(number, bytes);
                return;
            }
            stopNumbering();
        }
        see(value);
        write(value, plain());
        addPresent(plain().length());
    }

    @Override
    long buffered() {
        return super.buffered() + (long) words.length * Long.BYTES + (long) places.length * Integer.BYTES;
    }

    @Override
    void writeWord(int number, GrowingBytes out) {
        write(words[number], out);
    }

    @Override
    void forgetWords() {
        words = new long[0];
        places = new int[0];
    }

    @Override
    int dictionarySize() {
        return size;
    }

    @Override
    long dictionaryBytes() {
        return (long) size * bytes;
    }

    @Override
    Statistics statistics() {
        Statistics statistics = new Statistics();
        if (any) {
            // Zeros of either sign are equal, but readers may compare them otherwise.
            boolean leastIsZero = doubles && Double.longBitsToDouble(least) == 0;
            boolean greatestIsZero = doubles && Double.longBitsToDouble(greatest) == 0;
            statistics
                    .setMin_value(written(leastIsZero ? Double.doubleToRawLongBits(-0.0) : least))
                    .setMax_value(written(greatestIsZero ? 0 : greatest));
        }
        return statistics;
    }

    private byte[] written(long value) {
        GrowingBytes out = new GrowingBytes();
        write(value, out);
        return out.toArray();
    }

    private void write(long value, GrowingBytes out) {
        if (bytes == Integer.BYTES) {
            out.putInt((int) value);
        } else {
            out.putLong(value);
        }
    }

    private void see(long value) {
        if (!any) {
            any = true;
            least = value;
            greatest = value;
        } else if (doubles) {
            double number = Double.longBitsToDouble(value);
            least = number < Double.longBitsToDouble(least) ? value : least;
            greatest = number > Double.longBitsToDouble(greatest) ? value : greatest;
        } else {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
    }

    /** The number of a value in the dictionary, which takes it in if it is new; negative if there is no place for it. */
    private int number(long value) {
        if (size * 2 >= places.length) {
            if (size >= MOST_WORDS) {
                return -1;
            }
            grow();
        }
        int place = place(value);
        for (int step = 0; step < MOST_STEPS; step++) {
            int number = places[place] - 1;
            if (number < 0) {
                see(value);
                words[size++] = value;
                places[place] = size;
                return size - 1;
            }
            if (words[number] == value) {
                return number;
            }
            place = place + 1 & places.length - 1;
        }
        return -1;
    }

    private int place(long value) {
        long mixed = value * 0x9E3779B97F4A7C15L;
        return (int) (mixed ^ mixed >>> 32) & places.length - 1;
    }

    private void grow() {
        places = new int[Math.max(128, places.length * 2)];
        words = Arrays.copyOf(words, places.length / 2);
        for (int i = 0; i < size; i++) {
            int place = place(words[i]);
            while (places[place] != 0) {
                place = place + 1 & places.length - 1;
            }
            places[place] = i + 1;
        }
    }
}
