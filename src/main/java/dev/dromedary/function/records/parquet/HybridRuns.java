package dev.dromedary.function.records.parquet;

/**
 * Small numbers as Parquet's hybrid of runs: what repeats eight times or more as one number and its count, all else packed to
 * as few bits as they need, in groups of eight.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/#RLE">The encoding</a>
 */
final class HybridRuns {

    private static final int GROUP = 8;

    private HybridRuns() {}

    /** How many bits the numbers up to a greatest one need. */
    static int width(int greatest) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(greatest);
    }

    static void write(int[] numbers, int count, int width, GrowingBytes out) {
        int packedFrom = 0;
        int place = 0;
        while (place < count) {
            int end = place + 1;
            while (end < count && numbers[end] == numbers[place]) {
                end++;
            }
            // Packed ones come in whole groups: the run gives what the last group lacks.
            int start = place + (GROUP - (place - packedFrom) % GROUP) % GROUP;
            if (end - start >= GROUP) {
                pack(numbers, packedFrom, start, width, out);
                repeat(numbers[place], end - start, width, out);
                packedFrom = end;
            }
            place = end;
        }
        pack(numbers, packedFrom, count, width, out);
    }

    /** One number so many times. */
    static void repeat(int number, int count, int width, GrowingBytes out) {
        out.putVariable(count << 1);
        for (int shift = 0; shift < width; shift += Byte.SIZE) {
            out.putByte(number >>> shift);
        }
    }

    /** Writes the header of so many groups, which follow. */
    static void startPacked(int groups, GrowingBytes out) {
        out.putVariable(groups << 1 | 1);
    }

    private static void pack(int[] numbers, int start, int end, int width, GrowingBytes out) {
        if (start == end) {
            return;
        }
        int groups = (end - start + GROUP - 1) / GROUP;
        startPacked(groups, out);
        long bits = 0;
        int filled = 0;
        for (int i = start; i < start + groups * GROUP; i++) {
            bits |= (i < end ? (long) numbers[i] : 0) << filled;
            filled += width;
            while (filled >= Byte.SIZE) {
                out.putByte((int) bits);
                bits >>>= Byte.SIZE;
                filled -= Byte.SIZE;
            }
        }
    }
}
