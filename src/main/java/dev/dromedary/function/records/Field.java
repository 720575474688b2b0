package dev.dromedary.function.records;

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
 * @param missingValues what counts as no value
 * @param trueValues what counts as true in a boolean
 * @param falseValues what counts as false in a boolean
 * @param constraints what its values must be besides
 */
public record Field(
        String name,
        FieldType type,
        List<String> formats,
        NumberForm numberForm,
        String description,
        String example,
        List<String> missingValues,
        List<String> trueValues,
        List<String> falseValues,
        Constraints constraints) {

    /** Seconds since 1970. */
    static final String UNIX = "unix";
    /** Milliseconds since 1970. */
    static final String UNIX_MILLISECONDS = "unix-milliseconds";

    public Field {
        formats = List.copyOf(formats);
        missingValues = List.copyOf(missingValues);
        trueValues = List.copyOf(trueValues);
        falseValues = List.copyOf(falseValues);
    }

    /** The first of the formats. */
    public String format() {
        return formats.get(0);
    }
}
