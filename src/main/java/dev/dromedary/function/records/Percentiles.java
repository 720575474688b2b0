package dev.dromedary.function.records;

import com.tdunning.math.stats.MergingDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Percentiles of a stream of numbers in constant memory.
 *
 * <p>Up to {@value #MOST_DISTINCT} different numbers are counted each, and percentiles are then exact, with linear
 * interpolation between the two nearest ranks. Beyond, what was counted goes into a t-digest, again and again. The rank
 * of a percentile is then wrong by less than 1 % of the count (by 0.03 % where numbers don't cluster), and by less than
 * 0.1 % below the 2nd percentile and above the 98th. The same numbers in the same order give the same percentiles.
 *
 * @see <a href="https://arxiv.org/abs/1902.04023">Computing extremely accurate quantiles using t-digests</a>
 */
final class Percentiles {

    private static final int SLOTS = 4096;
    private static final int MOST_DISTINCT = 2048;
    private static final int SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(SLOTS);
    /** 2^64 divided by the golden ratio, which spreads neighbouring bit patterns over all slots. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** Makes room for about a thousand stretches of ranks. */
    private static final double COMPRESSION = 1000;
    /** Holds all that is handed over at once: each number thrice, a thousand pieces, and what the digest has. */
    private static final int BUFFER = 3 * (MOST_DISTINCT + 1) + 8192;
    /**
     * A digest never divides what it was given as one, and places it around one rank. So a frequent number is handed over in
     * pieces of no more than a thousandth of all.
     */
    private static final long PIECES = 1000;

    private final double[] values = new double[SLOTS];
    private final long[] counts = new long[SLOTS];
    private int distinct;
    private long total;
    private MergingDigest digest;

    /** @param value finite */
    void add(double value) {
        // Makes -0.0 what it equals.
        double number = value + 0.0;
        int slot = (int) (Double.doubleToRawLongBits(number) * SPREAD >>> SHIFT);
        while (counts[slot] != 0 && values[slot] != number) {
            slot = slot + 1 & SLOTS - 1;
        }
        if (counts[slot] == 0) {
            values[slot] = number;
            distinct++;
        }
        counts[slot]++;
        total++;
        if (distinct > MOST_DISTINCT) {
            digest();
        }
    }

    private void digest() {
        if (digest == null) {
            digest = new MergingDigest(COMPRESSION, BUFFER);
        }
        long piece = Math.min(Integer.MAX_VALUE, 1 + total / PIECES);
        for (int slot = 0; slot < SLOTS; slot++) {
            if (counts[slot] > 0) {
                // The digest wants the least and the greatest number once by themselves.
                digest.add(values[slot]);
                for (long rest = counts[slot] - 2; rest > 0; rest -= piece) {
                    digest.add(values[slot], (int) Math.min(rest, piece));
                }
                if (counts[slot] > 1) {
                    digest.add(values[slot]);
                }
            }
        }
        // Merges, so that the buffer is empty for the next time.
        digest.quantile(0);
        Arrays.fill(counts, 0);
        distinct = 0;
    }

    /** A percentile, from 0 to 1, of the numbers so far; there must be one. */
    double at(double share) {
        if (digest != null) {
            digest();
            return digest.quantile(share);
        }
        double[] sorted = new double[distinct];
        long[] upTo = new long[distinct];
        sort(sorted, upTo);
        double rank = share * (total - 1);
        long below = (long) rank;
        double low = valueAt(below, sorted, upTo);
        double high = valueAt(Math.min(below + 1, total - 1), sorted, upTo);
        double part = rank - below;
        return low == high ? low : low * (1 - part) + high * part;
    }

    private void sort(double[] sorted, long[] upTo) {
        int[] slots = IntStream.range(0, SLOTS)
                .filter(slot -> counts[slot] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(slot -> values[slot]))
                .mapToInt(Integer::intValue)
                .toArray();
        long sum = 0;
        for (int i = 0; i < slots.length; i++) {
            sum += counts[slots[i]];
            sorted[i] = values[slots[i]];
            upTo[i] = sum;
        }
    }

    /** The value at a rank from 0. */
    private static double valueAt(long rank, double[] sorted, long[] upTo) {
        int place = Arrays.binarySearch(upTo, rank + 1);
        return sorted[place < 0 ? -place - 1 : place];
    }
}
