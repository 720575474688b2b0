package dev.dromedary.function.records.expression;

import java.util.List;

/**
 * A column that expressions may name.
 *
 * @param name as it stands in the header
 * @param type what its values are
 * @param trueValues the texts for true, of a boolean
 * @param falseValues the texts for false, of a boolean
 */
public record Column(String name, Type type, List<String> trueValues, List<String> falseValues) {

    public Column {
        trueValues = List.copyOf(trueValues);
        falseValues = List.copyOf(falseValues);
    }

    /** One whose booleans are true and false. */
    public Column(String name, Type type) {
        this(name, type, List.of("true"), List.of("false"));
    }
}
