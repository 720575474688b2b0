package dev.dromedary.function.steps.lineage;

import java.util.List;

/**
 * What a column is made of.
 *
 * @param name the column's
 * @param origins the columns of the input
 * @param computed whether an expression makes it, rather than that it is taken over
 * @param masked whether no more comes out than a digest, a mask or a constant leaves
 */
public record ColumnOrigin(String name, List<String> origins, boolean computed, boolean masked) {

    List<InputField> inputFields(Dataset input) {
        InputField.Transformation made =
                new InputField.Transformation("DIRECT", computed ? "TRANSFORMATION" : "IDENTITY", masked);
        return origins.stream()
                .map(origin -> new InputField(input, origin, List.of(made)))
                .toList();
    }
}
