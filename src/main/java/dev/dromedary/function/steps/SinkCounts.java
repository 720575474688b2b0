package dev.dromedary.function.steps;

import dev.dromedary.function.records.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one step of a run has sent where, so that no row is lost on the way, and the manifest can say it. */
public final class SinkCounts {

    private final String step;
    private final String kind;
    private final String name;
    private final BatchOrder order = new BatchOrder();
    private final Map<String, Long> reasons = new TreeMap<>();
    private long taken;
    private long valid;
    private long sent;
    private long replaced;

    /**
     * Nothing yet.
     *
     * @param step the step as routes name it
     * @param kind what it sends to, in the manifest: queue, table, stream, delivery_stream
     * @param name name of the queue, the table or the stream
     */
    public SinkCounts(String step, String kind, String name) {
        this.step = step;
        this.kind = kind;
        this.name = name;
    }

    /**
     * Whether a batch was not sent yet.
     *
     * @param index the batch's place in the split
     */
    public boolean isNew(int index) {
        return order.isNew(index);
    }

    /**
     * Counts a batch of which everything was sent.
     *
     * @param index the batch's place in the split
     * @param rows the batch; what is not valid was not sent
     * @param notSent how many valid rows were not sent, as a later one of the batch has the same key
     */
    public void add(int index, List<Row> rows, int notSent) {
        order.done(index);
        taken += rows.size();
        replaced += notSent;
        for (Row row : rows) {
            if (row.valid()) {
                valid++;
            } else {
                reasons.merge(row.reason(), 1L, Long::sum);
            }
        }
        sent = valid - replaced;
    }

    /** What it goes to: queue, table, stream, delivery_stream. */
    String kind() {
        return kind;
    }

    /** The name of the queue, the table or the stream. */
    String name() {
        return name;
    }

    /** Where it goes, such as {@code queue orders}. */
    public String target() {
        return kind.replace('_', ' ') + ' ' + name;
    }

    /** How many records have arrived. */
    public long sent() {
        return sent;
    }

    long valid() {
        return valid;
    }

    Map<String, Long> reasons() {
        return reasons;
    }

    /**
     * Makes sure that every row that was read has come by.
     *
     * @throws IllegalStateException if rows are missing
     */
    void requireAll(long read) {
        if (taken != read) {
            throw new IllegalStateException("Rows read: " + read + ", come to " + step + " for the " + target() + ": "
                    + taken + ". Every batch of the split must pass " + step + " once, whole");
        }
    }

    /** As it stands in the manifest. */
    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(kind, name);
        document.put("records", sent);
        if (replaced > 0) {
            document.put("replaced", replaced);
        }
        return document;
    }
}
