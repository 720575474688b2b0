package dev.dromedary.function.records;

import java.util.regex.Pattern;

/**
 * A value on its way through a regular expression, with a limit to the work. Some expressions take time that doubles with
 * every character, or the whole stack; a value on which that happens counts as one that doesn't match.
 */
final class PatternText implements CharSequence {

    private static final long LOOKS = 1_000_000;
    private static final long LOOKS_A_CHARACTER = 100;

    private final String text;
    private long looksLeft;

    private PatternText(String text) {
        this.text = text;
        this.looksLeft = LOOKS + LOOKS_A_CHARACTER * text.length();
    }

    /** Whether the whole text matches. */
    static boolean matches(Pattern pattern, String text) {
        try {
            return pattern.matcher(new PatternText(text)).matches();
        } catch (TooMuchWork | StackOverflowError e) {
            return false;
        }
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (--looksLeft < 0) {
            throw new TooMuchWork();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }

    private static final class TooMuchWork extends RuntimeException {

        TooMuchWork() {
            super("too much work", null, false, false);
        }
    }
}
