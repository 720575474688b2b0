package dev.dromedary.records;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds what a person may have meant. */
public final class Nearest {

    /** Letters of a name that two others would make another one. */
    private static final int SHORT = 3;

    private Nearest() {}

    /** The sentence part {@code ; did you mean "…"?}, or the known names if none is near, or nothing if there are many. */
    static String hint(String name, Collection<String> known) {
        return of(name, known)
                .map(nearest -> "; did you mean \"" + nearest + "\"?")
                .orElseGet(() -> known.size() > 20 ? "." : "; known are " + String.join(", ", known) + ".");
    }

    /**
     * The nearest of some names.
     *
     * @param name what was written
     * @param known the right names
     * @return the only one that begins with it, or the one with the fewest letters to insert, delete or replace; empty if
     *     that is more than a third of them, more than two for a short name, or more than one of three
     */
    public static Optional<String> of(String name, Collection<String> known) {
        String nearest = null;
        List<String> begun = known.stream()
                .filter(candidate -> name.length() >= SHORT
                        && candidate.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT)))
                .toList();
        if (begun.size() == 1) {
            return Optional.of(begun.get(0));
        }
        int least = (name.length() <= SHORT ? 1 : Math.max(2, name.length() / 3)) + 1;
        for (String candidate : known) {
            int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** How many letters to insert, delete or replace (Levenshtein). */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
