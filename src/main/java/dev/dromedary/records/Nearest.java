package dev.dromedary.records;

import java.util.Collection;
import java.util.Locale;

/** Finds what a person may have meant. */
final class Nearest {

    private Nearest() {}

    /** The sentence part {@code ; did you mean "…"?}, or the known names if none is near, or nothing if there are many. */
    static String hint(String name, Collection<String> known) {
        String nearest = null;
        int least = Math.max(2, name.length() / 3) + 1;
        for (String candidate : known) {
            int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        if (nearest != null) {
            return "; did you mean \"" + nearest + "\"?";
        }
        return known.size() > 20 ? "." : "; known are " + String.join(", ", known) + ".";
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
