package dev.dromedary.function.steps.lineage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A column of an input that acts on a column of an output, or on which records it has.
 *
 * @param input where the column is
 * @param field its name
 * @param transformations how it acts
 */
public record InputField(Dataset input, String field, List<Transformation> transformations) {

    public InputField {
        transformations = List.copyOf(transformations);
    }

    /**
     * How a column acts.
     *
     * @param type {@code DIRECT} or {@code INDIRECT}
     * @param subtype such as {@code IDENTITY} or {@code FILTER}
     * @param masking whether no more comes out than a digest, a mask or a constant leaves
     * @see <a href="https://openlineage.io/docs/spec/facets/dataset-facets/column_lineage_facet">OpenLineage's words</a>
     */
    public record Transformation(String type, String subtype, boolean masking) {

        Map<String, Object> document() {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("type", type);
            document.put("subtype", subtype);
            document.put("masking", masking);
            return document;
        }
    }

    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("namespace", input.namespace());
        document.put("name", input.name());
        document.put("field", field);
        document.put(
                "transformations",
                transformations.stream().map(Transformation::document).toList());
        return document;
    }
}
