package dev.dromedary.function.records.parquet;

import java.util.HashMap;
import java.util.Map;

/**
 * Knows which columns were not worth a dictionary, so that not every row group tries one again; one for all outputs of a run.
 * What it knows comes from the rows alone. Not for use by several threads at once.
 */
public final class ParquetDictionaries {

    /** So many row groups later it is tried again: a column's values may have changed. */
    private static final int GROUPS_WITHOUT = 16;

    /** For how many row groups more a column is not tried. */
    private final Map<String, Integer> without = new HashMap<>();

    /** Whether the next row group tries it with a column. */
    boolean tries(String column) {
        return !without.containsKey(column);
    }

    /**
     * Learns from a row group.
     *
     * @param tried whether it was tried
     * @param worth whether it was worth its bytes
     */
    void learn(String column, boolean tried, boolean worth) {
        if (worth) {
            without.remove(column);
        } else if (tried) {
            without.put(column, GROUPS_WITHOUT);
        } else {
            without.computeIfPresent(column, (name, groups) -> groups > 1 ? groups - 1 : null);
        }
    }
}
