package dev.dromedary.records;

import java.util.List;

/**
 * One column that a schema describes.
 *
 * @param name the column's name in the header
 * @param type what its values are
 * @param format {@code default}, {@code any}, or a pattern such as {@code %d.%m.%Y} for dates and times
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
        String format,
        String description,
        String example,
        List<String> missingValues,
        List<String> trueValues,
        List<String> falseValues,
        Constraints constraints) {

    public Field {
        missingValues = List.copyOf(missingValues);
        trueValues = List.copyOf(trueValues);
        falseValues = List.copyOf(falseValues);
    }
}
