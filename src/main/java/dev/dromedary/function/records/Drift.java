package dev.dromedary.function.records;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the columns of a file differ from its schema's. The file's own names are not told, as they may be data.
 *
 * @param added the places of columns that the schema does not know, from 1
 * @param missing fields of the schema that the file has not
 * @param retyped fields none of whose values, where there are some, is of its type
 * @param discardedValues values that were left out, as they are not of their type
 */
public record Drift(List<Integer> added, List<String> missing, List<String> retyped, long discardedValues) {

    public Drift {
        added = List.copyOf(added);
        missing = List.copyOf(missing);
        retyped = List.copyOf(retyped);
    }

    /** How many columns are new, missing or of another type. */
    public int columns() {
        return added.size() + missing.size() + retyped.size();
    }

    /** Whether there is nothing to tell. */
    public boolean isEmpty() {
        return columns() == 0 && discardedValues == 0;
    }

    /** Ready to become JSON. A new map. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("new_columns", added);
        map.put("missing_columns", missing);
        map.put("retyped_columns", retyped);
        map.put("discarded_values", discardedValues);
        return map;
    }
}
