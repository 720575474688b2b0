package dev.dromedary.function.records;

import java.math.BigDecimal;
import java.util.List;

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
