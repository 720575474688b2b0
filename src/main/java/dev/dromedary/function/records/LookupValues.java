package dev.dromedary.function.records;

import dev.dromedary.function.records.expression.Cell;
import dev.dromedary.function.records.expression.EvaluationException;

/** The rows of a lookup. */
@FunctionalInterface
public interface LookupValues {

    /**
     * A value of the row that has a key.
     *
     * @param key the key, as a text
     * @return its bytes in the charset of the rows that ask; null if there is none
     * @throws EvaluationException if there is no such row, and that is a fault
     */
    byte[] find(Cell key, String column);
}
