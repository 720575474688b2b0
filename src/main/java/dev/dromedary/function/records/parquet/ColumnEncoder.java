package dev.dromedary.function.records.parquet;

import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.Statistics;

/**
 * Encodes the values of one column of a row group, and cuts them into pages. Values are numbered by a dictionary for as long as
 * that takes fewer bytes than to write them out.
 */
abstract class ColumnEncoder {

    /** As parquet-java has it. */
    private static final int PAGE_VALUES = 20_000;

    /** Before compression. A quarter of what parquet-java has: what is gathered for pages is no part of the row group yet. */
    private static final int PAGE_BYTES = 256 * 1024;

    /** More than a page has beside its values and whether they are there. */
    private static final int PAGE_EXTRA = 64;

    private static final int FIRST_NUMBERS = 64;

    private final ColumnPages pages;
    private final boolean optional;
    private GrowingBytes plain = new GrowingBytes();
    private boolean numbering;
    private int[] numbers;
    private int numbered;
    private boolean numberedPages;
    /** What the numbered values of the page would take written out. */
    private long plainBytes;

    private int values;
    private int nulls;
    private long allNulls;
    /** A bit for each value that is there; looked at only if some are not. */
    private byte[] present = {};

    /** @param numbering whether a dictionary is tried */
    ColumnEncoder(ColumnPages pages, boolean optional, boolean numbering) {
        this.pages = pages;
        this.optional = optional;
        this.numbering = numbering;
        this.numbers = new int[numbering ? FIRST_NUMBERS : 0];
    }

    /** Takes in that there is no value; for optional columns. */
    final void addNull() throws IOException {
        reservePresent();
        if (nulls == 0) {
            Arrays.fill(present, 0, values >> 3, (byte) 0xFF);
            present[values >> 3] = (byte) ((1 << (values & 7)) - 1);
        } else if ((values & 7) == 0) {
            present[values >> 3] = 0;
        }
        nulls++;
        next(0);
    }

    /** Takes in a whole number, a truth value (0 or 1), or the bits of a double. */
    void add(long value) throws IOException {
        throw new UnsupportedOperationException("The column has no numbers.");
    }

    /** Takes in a text. */
    void add(byte[] bytes, int start, int end) throws IOException {
        throw new UnsupportedOperationException("The column has no texts.");
    }

    /** How much memory the values take that are in no page yet. */
    final long unpaged() {
        return plain.capacity() + (long) numbers.length * Integer.BYTES + present.length;
    }

    /** How much memory its values and pages take. */
    long buffered() {
        return pages.compressedBytes() + unpaged();
    }

    /** Ends the page. */
    final void endPage() throws IOException {
        if (values > 0) {
            cut();
        }
    }

    /** Ends the column. */
    final ColumnPages finish() throws IOException {
        endPage();
        if (numberedPages) {
            GrowingBytes words = new GrowingBytes();
            for (int i = 0; i < dictionarySize(); i++) {
                writeWord(i, words);
            }
            pages.addDictionary(words, dictionarySize());
        }
        pages.setStatistics(statistics().setNull_count(allNulls));
        return pages;
    }

    /** Whether values are numbered at this point. */
    final boolean isNumbering() {
        return numbering;
    }

    /** A value was taken in as a number of the dictionary; written out it would take so many bytes. */
    final void addNumber(int number, int bytes) throws IOException {
        if (numbered == numbers.length) {
            numbers = Arrays.copyOf(numbers, numbered * 2);
        }
        numbers[numbered++] = number;
        plainBytes += bytes;
        addPresent(0);
    }

    /** Where values are written out; each is followed by {@link #addPresent}. */
    final GrowingBytes plain() {
        return plain;
    }

    /** A value was taken in. */
    final void addPresent(int pageBytes) throws IOException {
        if (nulls > 0) {
            reservePresent();
            if ((values & 7) == 0) {
                present[values >> 3] = 0;
            }
            present[values >> 3] |= (byte) (1 << (values & 7));
        }
        next(pageBytes);
    }

    /** Writes out what was numbered in this page, and goes on so. */
    final void stopNumbering() {
        for (int i = 0; i < numbered; i++) {
            writeWord(numbers[i], plain);
        }
        numbering = false;
        numbered = 0;
        numbers = new int[0];
        if (!numberedPages) {
            forgetWords();
        }
    }

    /** Writes out a value of the dictionary. */
    abstract void writeWord(int number, GrowingBytes out);

    abstract int dictionarySize();

    /** The dictionary is not needed any longer. */
    abstract void forgetWords();

    /** Least and greatest value, if there are any. */
    abstract Statistics statistics();

    /** Writes the values of the page that are not numbered; such as are not in {@link #plain}. */
    void writePlain(GrowingBytes out) {
        out.put(plain.bytes(), 0, plain.length());
    }

    private void reservePresent() {
        if (values >> 3 >= present.length) {
            present = Arrays.copyOf(present, Math.max(32, present.length * 2) + (values >> 3));
        }
    }

    private void next(int pageBytes) throws IOException {
        values++;
        if (values >= PAGE_VALUES || pageBytes >= PAGE_BYTES) {
            cut();
        }
    }

    private void cut() throws IOException {
        int width = numbering ? HybridRuns.width(Math.max(0, dictionarySize() - 1)) : 0;
        if (numbered > 0 && !numberedPages) {
            long dictionaryBytes = dictionaryBytes() + (long) width * numbered / Byte.SIZE;
            if (dictionaryBytes >= plainBytes) {
                stopNumbering();
            }
        }
        GrowingBytes page = new GrowingBytes(plain.length() + (width * numbered + values) / Byte.SIZE + PAGE_EXTRA);
        if (optional) {
            writeLevels(page);
        }
        boolean byNumbers = numbered > 0;
        if (byNumbers) {
            page.putByte(width);
            HybridRuns.write(numbers, numbered, width, page);
            numberedPages = true;
        } else {
            writePlain(page);
        }
        pages.add(page, values, byNumbers ? Encoding.RLE_DICTIONARY : Encoding.PLAIN);
        allNulls += nulls;
        values = 0;
        nulls = 0;
        numbered = 0;
        plainBytes = 0;
        // Not cleared: with many outputs open at once, memory that is not used is the most of it.
        plain = new GrowingBytes();
        numbers = new int[numbering ? FIRST_NUMBERS : 0];
    }

    /** What the dictionary takes in the file, about. */
    abstract long dictionaryBytes();

    /** Whether each value is there: 1 if it is. */
    private void writeLevels(GrowingBytes page) {
        GrowingBytes levels = new GrowingBytes();
        if (nulls == 0 || nulls == values) {
            HybridRuns.repeat(nulls == 0 ? 1 : 0, values, 1, levels);
        } else {
            int groups = (values + 7) / 8;
            HybridRuns.startPacked(groups, levels);
            levels.put(present, 0, groups);
        }
        page.putInt(levels.length());
        page.put(levels.bytes(), 0, levels.length());
    }
}
