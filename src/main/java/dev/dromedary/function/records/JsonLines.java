package dev.dromedary.function.records;

/** One record a line. Lines without anything but blanks are none. */
final class JsonLines extends JsonFraming {

    private static final long LINE_FEEDS = EightBytes.EACH * '\n';

    @Override
    boolean next(byte[] bytes, int from, int to, boolean last) {
        after = from;
        while (after < to) {
            int lineEnd = lineEnd(bytes, after, to);
            line = lines;
            if (lineEnd == to && !last) {
                return false;
            }
            start = JsonGrammar.afterBlanks(bytes, after, lineEnd);
            end = lineEnd;
            while (end > start && (bytes[end - 1] == '\r' || bytes[end - 1] == ' ' || bytes[end - 1] == '\t')) {
                end--;
            }
            after = Math.min(lineEnd + 1, to);
            lines++;
            if (start < end) {
                found = true;
                return true;
            }
        }
        return false;
    }

    /** The place of the first line feed, or {@code to}. */
    private static int lineEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            long feeds = EightBytes.exactZeros(EightBytes.at(bytes, at) ^ LINE_FEEDS);
            if (feeds != 0) {
                return Math.min(at + (Long.numberOfTrailingZeros(feeds) >>> 3), to);
            }
            at += Long.BYTES;
        }
        return to;
    }
}
