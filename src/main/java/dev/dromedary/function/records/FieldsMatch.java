package dev.dromedary.function.records;

import java.util.List;

/** How a file's columns must match the schema's fields. */
public enum FieldsMatch {
    /** The same columns in the same order. */
    EXACT,
    /** The same columns in any order. */
    EQUAL,
    /** At least the schema's columns, in any order; further columns are carried along. */
    SUBSET;

    static List<String> words() {
        return List.of("exact", "equal", "subset");
    }
}
