package dev.dromedary.function.records;

/**
 * The line breaks that quoted values hold. A stray quote makes many rows one value, so one of many lines is suspicious.
 *
 * @param values how many values hold line breaks
 * @param mostLines lines of the value that has most; 0 if there is none
 * @param line the line of the file on which the row of that value starts; 0 if there is none
 */
public record LineBreaks(long values, int mostLines, long line) {

    /** No value holds any. */
    public static final LineBreaks NONE = new LineBreaks(0, 0, 0);

    /** These, and those of one more row. */
    LineBreaks with(int moreValues, int lines, long rowLine) {
        boolean more = lines > mostLines;
        return new LineBreaks(values + moreValues, more ? lines : mostLines, more ? rowLine : line);
    }
}
