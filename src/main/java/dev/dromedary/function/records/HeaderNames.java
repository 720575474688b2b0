package dev.dromedary.function.records;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares names of columns as people see them: characters that look alike are the same, and blanks around a name and
 * characters that can't be seen are no part of it.
 *
 * @see <a href="https://unicode.org/reports/tr15/">Normalization form KC</a>
 */
final class HeaderNames {

    private HeaderNames() {}

    /** The names, those of fields spelt as the fields are. */
    static List<String> matched(List<String> names, List<String> fields) {
        Map<String, String> known = new HashMap<>();
        for (String field : fields) {
            known.merge(normalised(field), field, (one, other) -> "");
        }
        List<String> matched = new ArrayList<>(names.size());
        for (String name : names) {
            String field = fields.contains(name) ? name : known.getOrDefault(normalised(name), "");
            matched.add(field.isEmpty() ? name : field);
        }
        return matched;
    }

    static String normalised(String name) {
        StringBuilder seen = new StringBuilder(name.length());
        Normalizer.normalize(name, Normalizer.Form.NFKC)
                .codePoints()
                .filter(point -> Character.getType(point) != Character.FORMAT)
                .forEach(seen::appendCodePoint);
        int start = 0;
        int end = seen.length();
        while (start < end && isBlank(seen.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(seen.charAt(end - 1))) {
            end--;
        }
        return seen.substring(start, end);
    }

    private static boolean isBlank(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    /** The code points of characters in a name that can't be seen, three at most, such as {@code U+00A0}. */
    static List<String> unseen(String name) {
        return name.codePoints()
                .filter(point -> point != ' '
                        && (Character.isISOControl(point)
                                || Character.isSpaceChar(point)
                                || Character.getType(point) == Character.FORMAT
                                || Character.getType(point) == Character.SURROGATE
                                || Character.getType(point) == Character.UNASSIGNED
                                || Character.getType(point) == Character.PRIVATE_USE))
                .distinct()
                .limit(3)
                .mapToObj(point -> String.format("U+%04X", point))
                .toList();
    }
}
