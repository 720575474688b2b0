package dev.dromedary.function.ledger;

import java.util.Locale;

/**
 * The place of a version among the versions of one S3 key, or {@link #NONE} for a thing that has only one version (an event
 * id, a message id).
 *
 * <p>S3's rule: sequencers of one key are hexadecimal and may differ in length; "first right pad the shorter value with
 * zeros, and then do a lexicographical comparison". Source: Amazon S3 User Guide, "Event message structure"
 * (notification-content-structure.html). Trailing zeros therefore mean nothing and are not kept, so that equal versions are
 * equal values.
 *
 * @param value upper-case hexadecimal digits without trailing zeros, or {@code -} for {@link #NONE}
 */
public record Sequencer(String value) implements Comparable<Sequencer> {

    /** The sequencer of a thing without order: equal ids are the same thing. Lower than every other. */
    public static final Sequencer NONE = new Sequencer("-");

    /**
     * Reads what an event carries.
     *
     * @param text S3's sequencer; null or empty for a thing without order
     * @return its place; the values of two of them compare as texts as the two do
     * @throws IllegalArgumentException if the text is not hexadecimal
     */
    public static Sequencer of(String text) {
        if (text == null || text.isEmpty()) {
            return NONE;
        }
        int end = text.length();
        while (end > 1 && text.charAt(end - 1) == '0') {
            end--;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 'f' || Character.digit(text.charAt(i), 16) < 0) {
                throw new IllegalArgumentException(
                        "A sequencer must be hexadecimal, but was \"" + LogText.escape(text) + "\".");
            }
        }
        return new Sequencer(text.substring(0, end).toUpperCase(Locale.ROOT));
    }

    /** Whether versions of the thing can be told apart and ordered: false for {@link #NONE}. */
    public boolean ordered() {
        return !value.equals(NONE.value);
    }

    /** As a record's own, which the JVM makes of method handles when it is first asked for: some milliseconds of every cold start. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Sequencer sequencer && value.equals(sequencer.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** Orders two versions of one thing. One that does not say its order is lower than each that does. */
    @Override
    public int compareTo(Sequencer other) {
        // The dash comes before all digits. Without trailing zeros the shorter of two values with a common beginning
        // is the lower one, as it is when padded.
        return value.compareTo(other.value);
    }
}
