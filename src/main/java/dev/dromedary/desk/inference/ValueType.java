package dev.dromedary.desk.inference;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Types of Table Schema that values may have, in the order in which they are tried: the narrower comes first. */
enum ValueType {
    // Zeros in front are of a code, such as a postcode, and would be lost.
    INTEGER("integer", null, value -> value.matches("[+-]?(0|[1-9]\\d{0,17})")),
    NUMBER(
            "number",
            null,
            value -> value.matches("[+-]?(0|[1-9]\\d{0,17})?(\\.\\d{1,17})?([eE][+-]?\\d{1,2})?")
                    && value.matches(".*\\d.*")),
    DECIMAL_COMMA(
            "number",
            null,
            value -> value.matches("[+-]?(0|[1-9]\\d{0,16})(,\\d{1,17})?|[+-]?[1-9]\\d{0,2}(\\.\\d{3})+(,\\d{1,17})?")),
    BOOLEAN("boolean", null, value -> value.matches("(?i)true|false")),
    DATE("date", null, value -> value.matches("\\d{4}-\\d{2}-\\d{2}") && isDate(value, "uuuu-MM-dd")),
    DATE_POINTS("date", "%d.%m.%Y", value -> isDate(value, "dd.MM.uuuu")),
    DATE_DAY_FIRST("date", "%d/%m/%Y", value -> isDate(value, "dd/MM/uuuu")),
    DATE_MONTH_FIRST("date", "%m/%d/%Y", value -> isDate(value, "MM/dd/uuuu")),
    DATETIME(
            "datetime",
            null,
            value -> value.matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:?\\d{2})?")),
    DATETIME_BLANK(
            "datetime", "%Y-%m-%d %H:%M:%S", value -> value.matches("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}"));

    private final String word;
    private final String format;
    private final Predicate<String> test;

    ValueType(String word, String format, Predicate<String> test) {
        this.word = word;
        this.format = format;
        this.test = test;
    }

    private static boolean isDate(String value, String pattern) {
        try {
            LocalDate.parse(
                    value, DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT));
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** As the schema says it. */
    String word() {
        return word;
    }

    /** Of dates and times that are not written as ISO 8601. */
    Optional<String> format() {
        return Optional.ofNullable(format);
    }

    boolean isNumeric() {
        return word.equals("integer") || word.equals("number");
    }

    boolean fits(String value) {
        return test.test(value);
    }

    /** The number that a value is. */
    BigDecimal number(String value) {
        return new BigDecimal(this == DECIMAL_COMMA ? value.replace(".", "").replace(',', '.') : value);
    }
}
