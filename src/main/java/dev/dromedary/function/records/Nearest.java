package dev.dromedary.function.records;

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
     * @return the only one that begins with it, or the one with the fewest letters to insert, delete, replace or swap; empty if
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

    /**
     * How many letters to insert, delete, replace or swap with their neighbour (optimal string alignment).
     *
     * @see <a href="https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance">Damerau–Levenshtein distance</a>
     */
    private static int distance(String one, String other) {
        int[][] edits = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : fewest(edits, one, other, i, j);
            }
        }
        return edits[one.length()][other.length()];
    }

    private static int fewest(int[][] edits, String one, String other, int i, int j) {
        char last = one.charAt(i - 1);
        char otherLast = other.charAt(j - 1);
        int replaced = edits[i - 1][j - 1] + (last == otherLast ? 0 : 1);
        int fewest = Math.min(replaced, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && last == other.charAt(j - 2) && one.charAt(i - 2) == otherLast;
        return swapped ? Math.min(fewest, edits[i - 2][j - 2] + 1) : fewest;
    }
}
