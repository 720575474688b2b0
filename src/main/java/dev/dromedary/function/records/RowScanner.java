package dev.dromedary.function.records;

import java.util.Arrays;

/**
 * Finds rows and values in bytes. It looks at eight bytes at a time: in most rows of most files a delimiter, quote or
 * line end comes up only every few bytes.
 *
 * <p>Counts rows and lines across the calls for one file. The bytes must end in {@link #PADDING} zeros.
 */
final class RowScanner {

    /** Zeros that must follow the bytes, so that eight can be read at any place. */
    static final int PADDING = 8;

    private static final long LINE_FEEDS = EightBytes.EACH * '\n';

    private final Quoting quoting;
    private final byte delimiter;
    private final byte quote;
    private final long delimiters;
    private final long quotes;

    private Chunk chunk;
    private int columns;
    private int longest;
    private int[] ends = new int[0];
    private int endCount;
    private Row[] rows = new Row[0];
    private int rowCount;
    private int maxRows;
    private long number;
    private long line = 1;
    private int lineFeedsInQuotes;
    /** Values with line breaks in the row at hand, and the line feeds of the one that has most. */
    private int brokenValues;

    private int mostLineFeeds;
    private LineBreaks lineBreaks = LineBreaks.NONE;
    private int signsInQuotes;
    private boolean tooLong;
    private boolean openQuote;

    RowScanner(Quoting quoting) {
        this.quoting = quoting;
        this.delimiter = quoting.delimiter();
        this.quote = quoting.quote();
        this.delimiters = EightBytes.EACH * delimiter;
        this.quotes = EightBytes.EACH * quote;
    }

    Row[] rows() {
        return rows;
    }

    int rowCount() {
        return rowCount;
    }

    /** Whether the row at the place that {@code scan} returned is longer than allowed. */
    boolean isTooLong() {
        return tooLong;
    }

    /** Whether a quote is open at the end of the bytes that {@code scan} saw. */
    boolean hasOpenQuote() {
        return openQuote;
    }

    /** The line on which the next row starts. */
    long line() {
        return line;
    }

    /** Passes over lines that are no rows. */
    void skipLines(long count) {
        line += count;
    }

    /** Rows are counted from 1 again: those so far were the header. */
    void startRows() {
        number = 0;
        lineBreaks = LineBreaks.NONE;
    }

    /** The line breaks in values of the rows that were handed out. */
    LineBreaks lineBreaks() {
        return lineBreaks;
    }

    /**
     * Finds the whole rows between two places.
     *
     * @param last whether the file ends at {@code to}, so that the last row needs no line end
     * @param expected the number of values a row must have; -1 for any
     * @param mostRows stop after this many
     * @param mostBytes the longest row allowed
     * @return where the first row that was not taken starts
     */
    int scan(Chunk target, int from, int to, boolean last, int expected, int mostRows, int mostBytes) {
        chunk = target;
        columns = expected;
        longest = mostBytes;
        maxRows = mostRows;
        rowCount = 0;
        // As many as last time and some: chunks of one file resemble each other.
        ends = new int[Math.max(1024, endCount + endCount / 8)];
        endCount = 0;
        tooLong = false;
        openQuote = false;
        int rest = scan(target.bytes, from, to, last);
        target.ends = ends;
        return rest;
    }

    private int scan(byte[] bytes, int from, int to, boolean last) {
        int place = from;
        int rowStart = from;
        int firstEnd = 0;
        int filled = 0;
        long signs = 0;
        boolean malformed = false;
        search:
        while (place < to) {
            if (filled + PADDING > ends.length) {
                ends = Arrays.copyOf(ends, ends.length * 2);
            }
            int[] found = ends;
            long word = EightBytes.at(bytes, place);
            signs |= word & EightBytes.SIGNS;
            long between = EightBytes.exactZeros(word ^ delimiters);
            long others = EightBytes.zeros(word ^ LINE_FEEDS) | EightBytes.zeros(word ^ quotes);
            if (others == 0) {
                filled = addAll(between, place, found, filled);
                place += PADDING;
                continue;
            }
            long marks = between | others;
            while (marks != 0) {
                int at = place + (Long.numberOfTrailingZeros(marks) >>> 3);
                marks &= marks - 1;
                byte mark = bytes[at];
                if (mark == delimiter) {
                    found[filled++] = at;
                } else if (mark == '\n') {
                    if (at - rowStart > longest) {
                        tooLong = true;
                        break search;
                    }
                    filled = endRow(rowStart, at, firstEnd, filled, signs, malformed);
                    firstEnd = filled;
                    rowStart = at + 1;
                    malformed = false;
                    // Bytes before the line end may count for the next row too; that only costs a closer look.
                    signs = word & EightBytes.SIGNS;
                    if (rowCount == maxRows) {
                        break search;
                    }
                } else if (mark == quote && startsValue(bytes, rowStart, at)) {
                    int close = closingQuote(bytes, at + 1, to);
                    if (close < 0) {
                        openQuote = true;
                        break search;
                    }
                    signs |= signsInQuotes;
                    if (bytes[close] == '\n') {
                        // Its line ends, and so does the row: what the quote has swallowed is no row but this one.
                        malformed = true;
                        place = close;
                        continue search;
                    }
                    place = close + 1;
                    malformed |= !isValueEnd(bytes, place, to);
                    continue search;
                }
            }
            place += PADDING;
        }
        boolean unfinished = rowStart < to && !tooLong && rowCount < maxRows;
        if (unfinished && last && openQuote && !quoting.lineBreaks()) {
            openQuote = false;
            malformed = true;
            signs = EightBytes.SIGNS;
        }
        if (unfinished && to - rowStart > longest) {
            tooLong = true;
        } else if (unfinished && last && !openQuote) {
            if (filled == ends.length) {
                ends = Arrays.copyOf(ends, filled + 1);
            }
            filled = endRow(rowStart, to, firstEnd, filled, signs, malformed);
            rowStart = to;
        }
        forgetLineFeeds();
        endCount = filled;
        return rowStart;
    }

    private void forgetLineFeeds() {
        lineFeedsInQuotes = 0;
        brokenValues = 0;
        mostLineFeeds = 0;
    }

    /** Whether the quote at a place is the first byte of its value, but for spaces that are no part of it. */
    private boolean startsValue(byte[] bytes, int rowStart, int at) {
        int place = at;
        while (quoting.skipInitialSpace() && place > rowStart && bytes[place - 1] == ' ') {
            place--;
        }
        return place == rowStart || bytes[place - 1] == delimiter;
    }

    /** Notes the places of the delimiters in one word. Three at once without a question, which is guessed wrong too often. */
    private static int addAll(long delimiters, int place, int[] found, int filled) {
        int count = Long.bitCount(delimiters);
        long rest = delimiters;
        found[filled] = place + (Long.numberOfTrailingZeros(rest) >>> 3);
        rest &= rest - 1;
        found[filled + 1] = place + (Long.numberOfTrailingZeros(rest) >>> 3);
        rest &= rest - 1;
        found[filled + 2] = place + (Long.numberOfTrailingZeros(rest) >>> 3);
        for (int i = 3; i < count; i++) {
            rest &= rest - 1;
            found[filled + i] = place + (Long.numberOfTrailingZeros(rest) >>> 3);
        }
        return filled + count;
    }

    /** Takes the row that ends at a line end (or at the end of the file), and returns how many ends there are now. */
    private int endRow(int start, int lineEnd, int firstEnd, int filled, long signs, boolean malformed) {
        long startLine = line;
        if (lineFeedsInQuotes > 0) {
            lineBreaks = lineBreaks.with(brokenValues, mostLineFeeds + 1, line);
        }
        line += 1 + lineFeedsInQuotes;
        forgetLineFeeds();
        int end = lineEnd;
        // Every CR before the LF belongs to the line end: a value must not come to end in one when LF is written.
        while (end > start && chunk.bytes[end - 1] == '\r') {
            end--;
        }
        if (end == start) {
            return firstEnd;
        }
        ends[filled] = end;
        int count = filled + 1 - firstEnd;
        String reason = null;
        if (signs != 0 && !quoting.encoding().isValid(chunk.bytes, start, end)) {
            reason = RowReader.UNDECODABLE_BYTES;
        } else if (malformed) {
            reason = RowReader.MALFORMED_QUOTE;
        } else if (count != columns && columns >= 0) {
            reason = RowReader.WRONG_NUMBER_OF_VALUES;
        }
        if (rowCount == rows.length) {
            rows = Arrays.copyOf(rows, Math.max(256, rowCount * 2));
        }
        rows[rowCount++] = new Row(chunk, start, end, firstEnd, count, ++number, startLine, reason);
        return filled + 1;
    }

    /**
     * The place of the quote that closes the value, or -1 if there is none yet. Doubled quotes are inside the value. Where
     * values hold no line breaks: the place of the line feed, if that comes first.
     */
    private int closingQuote(byte[] bytes, int from, int to) {
        int lineFeeds = 0;
        int signs = 0;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            signs |= b & 0x80;
            if (b == '\n') {
                if (!quoting.lineBreaks()) {
                    signsInQuotes = signs;
                    return i;
                }
                lineFeeds++;
            } else if (b == quote) {
                if (i + 1 < to && bytes[i + 1] == quote) {
                    i++;
                } else {
                    lineFeedsInQuotes += lineFeeds;
                    brokenValues += lineFeeds > 0 ? 1 : 0;
                    mostLineFeeds = Math.max(mostLineFeeds, lineFeeds);
                    signsInQuotes = signs;
                    return i;
                }
            }
        }
        return -1;
    }

    /** Whether a delimiter or line end stands at the place, as it must after a closing quote. */
    private boolean isValueEnd(byte[] bytes, int place, int to) {
        if (place < to && bytes[place] == delimiter) {
            return true;
        }
        int i = place;
        while (i < to && bytes[i] == '\r') {
            i++;
        }
        return i >= to || bytes[i] == '\n';
    }

    /** The line of the quote that is open at a place within a row that starts at {@code start}; -1 if none is. */
    long lineOfOpenQuote(byte[] bytes, int start, int place) {
        boolean quoted = false;
        boolean valueStarts = true;
        long at = line;
        long opened = -1;
        for (int i = start; i < place; i++) {
            byte b = bytes[i];
            if (b == '\n') {
                at++;
            }
            if (b == quote && (valueStarts || quoted)) {
                boolean doubled = quoted && i + 1 < place && bytes[i + 1] == quote;
                if (doubled) {
                    i++;
                } else {
                    quoted = !quoted;
                    opened = at;
                }
                valueStarts = false;
            } else {
                valueStarts = !quoted && b == delimiter;
            }
        }
        return quoted ? opened : -1;
    }
}
