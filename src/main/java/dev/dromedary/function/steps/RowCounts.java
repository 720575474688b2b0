package dev.dromedary.function.steps;

import dev.dromedary.function.records.Row;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many rows a run has read, validated and written, so that none is lost on the way. */
final class RowCounts {

    private final Map<String, Long> reasons = new TreeMap<>();
    private long read;
    private long validated;
    private long written;
    private long valid;
    private int lastValidated = -1;

    void addRead(int rows) {
        read += rows;
    }

    /** Counts a batch once, however often its step is repeated. */
    void addValidated(int index, int rows) {
        if (index != lastValidated) {
            lastValidated = index;
            validated += rows;
        }
    }

    /**
     * Counts a batch that was added to the outputs.
     *
     * @param rows the batch
     * @param count how many rows the writers say that they have written
     */
    void addWritten(List<Row> rows, int count) {
        written += count;
        for (Row row : rows) {
            if (row.valid()) {
                valid++;
            } else {
                reasons.merge(row.reason(), 1L, Long::sum);
            }
        }
    }

    /**
     * Makes sure that every row that was read was validated and written.
     *
     * @throws IllegalStateException if rows are missing
     */
    void requireAll() {
        if (validated != read || written != read || valid + rejected() != read) {
            throw new IllegalStateException("Rows read: " + read + ", validated: " + validated + ", written: " + written
                    + ". Every batch of the split must pass records:validate and"
                    + " records:write once, whole");
        }
    }

    long read() {
        return read;
    }

    long valid() {
        return valid;
    }

    long rejected() {
        return reasons.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Rejected rows by reason, in alphabetical order. */
    Map<String, Long> reasons() {
        return reasons;
    }
}
