package dev.dromedary.function.steps.lineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a column is made of.
 *
 * @param name the column's
 * @param origins the columns of the input
 * @param computed whether an expression makes it, rather than that it is taken over
 * @param masked whether no more comes out than a digest, a mask or a constant leaves
 */
public record ColumnOrigin(String name, List<String> origins, boolean computed, boolean masked) {

    List<Map<String, Object>> inputFields(Dataset input) {
        List<Map<String, Object>> fields = new ArrayList<>();
        for (String origin : origins) {
            Map<String, Object> transformation = new LinkedHashMap<>();
            transformation.put("type", "DIRECT");
            transformation.put("subtype", computed ? "TRANSFORMATION" : "IDENTITY");
            transformation.put("masking", masked);
            Map<String, Object> field = new LinkedHashMap<>();
            field.put("namespace", input.namespace());
            field.put("name", input.name());
            field.put("field", origin);
            field.put("transformations", List.of(transformation));
            fields.add(field);
        }
        return fields;
    }
}
