package dev.dromedary.function.records;

import dev.dromedary.function.records.expression.Column;
import java.math.BigDecimal;
import java.util.List;

/**
 * One column that a schema describes.
 *
 * @param name the column's name in the header
 * @param type what its values are
 * @param formats at least one of {@code default}, {@code any}, {@code unix}, {@code unix-milliseconds}, or a pattern such as
 *     {@code %d.%m.%Y} for dates and times; of several the first that fits a value counts
 * @param numberForm how its numbers are written
 * @param description for people; may be empty
 * @param example a value for the sample generator; empty if none is given
 * @param examples values that the sample generator takes in place of such as are like the example ({@code examples}); those that
 *     stand there more often, more often
 * @param missingValues what counts as no value
 * @param trueValues what counts as true in a boolean
 * @param falseValues what counts as false in a boolean
 * @param constraints what its values must be besides
 * @param columnType what it is as the column of a table that has types, such as {@code decimal(12,2)}; empty if its type and
 *     constraints say so
 * @param sensitive whether its values tell of a person ({@code x-sensitive}), so that they stand in outputs only
 */
public record Field(
        String name,
        FieldType type,
        List<String> formats,
        NumberForm numberForm,
        String description,
        String example,
        List<String> examples,
        List<String> missingValues,
        List<String> trueValues,
        List<String> falseValues,
        Constraints constraints,
        String columnType,
        boolean sensitive) {

    /** Seconds since 1970. */
    static final String UNIX = "unix";
    /** Milliseconds since 1970. */
    static final String UNIX_MILLISECONDS = "unix-milliseconds";

    public Field {
        formats = List.copyOf(formats);
        examples = List.copyOf(examples);
        missingValues = List.copyOf(missingValues);
        trueValues = List.copyOf(trueValues);
        falseValues = List.copyOf(falseValues);
    }

    /** A column that no schema describes: any text, nothing being no value. */
    public static Field undescribed(String name) {
        return text(name, List.of(""), false);
    }

    /** The same with its values as they are written, whatever its type. */
    public Field asText() {
        return text(name, missingValues, sensitive);
    }

    private static Field text(String name, List<String> missingValues, boolean sensitive) {
        return new Field(
                name,
                FieldType.ANY,
                List.of("default"),
                NumberForm.DEFAULT,
                "",
                "",
                List.of(),
                missingValues,
                List.of(),
                List.of(),
                Constraints.NONE,
                "",
                sensitive);
    }

    /** A field of what was worked out, written as expressions write it. */
    static Field worked(String name, FieldType type, boolean sensitive) {
        return new Field(
                name,
                type,
                List.of("default"),
                NumberForm.DEFAULT,
                "",
                "",
                List.of(),
                List.of(""),
                List.of("true"),
                List.of("false"),
                Constraints.NONE,
                "",
                sensitive);
    }

    /** The same under another name. */
    Field renamed(String newName) {
        return new Field(
                newName,
                type,
                formats,
                numberForm,
                description,
                example,
                examples,
                missingValues,
                trueValues,
                falseValues,
                constraints,
                columnType,
                sensitive);
    }

    /** The first of the formats. */
    public String format() {
        return formats.get(0);
    }

    /** The field as expressions know it. */
    Column column() {
        return new Column(name, type.expressionType(), trueValues, falseValues);
    }

    /**
     * How numbers of a field are written, in the words of Table Schema.
     *
     * @param decimalChar the character between whole and fraction; one
     * @param groupChar the character between groups of three digits; empty for none
     * @param bareNumber whether nothing but the number may stand in a value; if not, text around it is passed over
     */
    public record NumberForm(String decimalChar, String groupChar, boolean bareNumber) {

        /** A point, no groups, nothing around. */
        public static final NumberForm DEFAULT = new NumberForm(".", "", true);

        /** Whether it is {@link #DEFAULT}; without a record's own equality, which a JVM has to make when it is first asked for. */
        boolean isDefault() {
            return decimalChar.equals(DEFAULT.decimalChar) && groupChar.equals(DEFAULT.groupChar) && bareNumber;
        }
    }

    /**
     * What a field's values must be besides of its type. Absent ones are null; {@code minLength} and {@code maxLength} then
     * are 0 and {@link Integer#MAX_VALUE}, {@code allowed} is empty.
     *
     * @param required whether an empty value is a fault
     * @param minimum the least value, written as values are
     * @param maximum the greatest value, written as values are
     * @param exclusiveMinimum the value that all must exceed
     * @param exclusiveMaximum the value that all must stay under
     * @param multipleOf the value of which all must be whole multiples; an addition to Table Schema, from JSON Schema
     * @param minLength the least number of characters
     * @param maxLength the greatest number of characters
     * @param pattern a regular expression that must match the whole value
     * @param allowed the {@code enum}: the only values allowed
     */
    public record Constraints(
            boolean required,
            String minimum,
            String maximum,
            String exclusiveMinimum,
            String exclusiveMaximum,
            BigDecimal multipleOf,
            int minLength,
            int maxLength,
            String pattern,
            List<String> allowed) {

        /** Everything of the type is allowed, also nothing at all. */
        static final Constraints NONE =
                new Constraints(false, null, null, null, null, null, 0, Integer.MAX_VALUE, null, List.of());

        public Constraints {
            allowed = List.copyOf(allowed);
        }
    }

    /** Something in a field's description can't be used; carries its key within the field. */
    static final class UnusableException extends RuntimeException {

        private final String key;

        UnusableException(String key, String message) {
            super(message);
            this.key = key;
        }

        String key() {
            return key;
        }
    }
}
