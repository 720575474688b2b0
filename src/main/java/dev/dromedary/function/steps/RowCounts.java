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
    private long valid;
    private long filtered;
    private int lastValidated = -1;
    private int lastSettled = -1;

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
     * Makes sure that a batch was validated.
     *
     * @throws IllegalStateException if it was not
     */
    void requireValidated(int index, String step) {
        if (index != lastValidated) {
            throw new IllegalStateException(
                    step + " works on rows that were judged; put records:validate before it, inside the split");
        }
    }

    /** Counts rows that a mapping let go. */
    void addFiltered(int rows) {
        filtered += rows;
    }

    /**
     * Counts what a batch has come to, once however many steps it goes through.
     *
     * @param index the batch's place in the split
     * @param rows the batch, judged for good
     */
    void addSettled(int index, List<Row> rows) {
        if (index == lastSettled) {
            return;
        }
        lastSettled = index;
        for (Row row : rows) {
            if (row.valid()) {
                valid++;
            } else {
                reasons.merge(row.reason(), 1L, Long::sum);
            }
        }
    }

    /** Whether a batch was not settled yet. */
    boolean isUnsettled(int index) {
        return index != lastSettled;
    }

    /**
     * Makes sure that every row that was read was validated and settled.
     *
     * @throws IllegalStateException if rows are missing
     */
    void requireAll() {
        if (validated != read || settled() != read) {
            String others = filtered == 0 ? "" : ", filtered: " + filtered;
            throw new IllegalStateException("Rows read: " + read + ", validated: " + validated + ", written: "
                    + (settled() - filtered) + others + ". Every batch of the split must pass records:validate and"
                    + " records:write once, whole");
        }
    }

    /**
     * Counts what was sent and is written nowhere: every row that was read has come by the last of the steps that send.
     *
     * @param last what that step has counted
     */
    void takeOver(SinkCounts last) {
        valid = last.valid();
        reasons.clear();
        reasons.putAll(last.reasons());
    }

    long read() {
        return read;
    }

    /** How many rows were judged; none where a route takes them as they are. */
    long validated() {
        return validated;
    }

    /** How many rows have come to something for good. */
    long settled() {
        return valid + rejected() + filtered;
    }

    long valid() {
        return valid;
    }

    /** Valid rows that a mapping let go. */
    long filtered() {
        return filtered;
    }

    long rejected() {
        return reasons.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Rejected rows by reason, in alphabetical order. */
    Map<String, Long> reasons() {
        return reasons;
    }
}
