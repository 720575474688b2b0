package dev.dromedary.desk.inference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Times that are seconds or milliseconds, or are written in several ways: digits are a time only by their column's name. */
final class MomentFormats {

    private static final String NAME =
            "(?i)(.*[_. -])?(ts|time|timestamp|date|datetime|at)|.*([a-z](At|Time|Timestamp))";

    private static final Map<String, Predicate<String>> FORMATS = formats();

    private MomentFormats() {}

    private static Map<String, Predicate<String>> formats() {
        Map<String, Predicate<String>> formats = new LinkedHashMap<>();
        formats.put("default", ValueType.DATETIME::fits);
        formats.put("%Y-%m-%d %H:%M:%S", ValueType.DATETIME_BLANK::fits);
        formats.put(
                "%Y-%m-%d %H:%M:%S.%f", value -> value.matches("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}\\.\\d{1,9}"));
        // Of 2001 to 2286.
        formats.put("unix", value -> value.matches("[1-9]\\d{9}"));
        formats.put("unix-milliseconds", value -> value.matches("[1-9]\\d{12}"));
        return formats;
    }

    /**
     * The formats of a column.
     *
     * @return those in which values are written, if another one than that of ISO 8601 is among them; else none
     */
    static List<String> of(ColumnProfile column) {
        List<String> formats = FORMATS.keySet().stream()
                .filter(format ->
                        column.fitting(FORMATS.get(format)) > FieldGuess.allowed(column.kept(), FieldGuess.WRONG) / 2)
                .toList();
        boolean meant = column.name().matches(NAME)
                && (formats.size() > 1 || formats.stream().anyMatch(format -> !format.equals("default")));
        long wrong = column.kept() - column.fitting(value -> fits(value, formats));
        return meant && wrong <= FieldGuess.allowed(column.kept(), FieldGuess.WRONG) ? formats : List.of();
    }

    static boolean fits(String value, List<String> formats) {
        return formats.stream().anyMatch(format -> FORMATS.get(format).test(value));
    }
}
