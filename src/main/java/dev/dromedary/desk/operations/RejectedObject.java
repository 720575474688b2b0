package dev.dromedary.desk.operations;

import java.util.Map;

/**
 * An object of which something was rejected.
 *
 * @param route id of the route that has read it
 * @param bucket where it is
 * @param key its key
 * @param time when its manifest was written
 * @param whole whether it was rejected whole, so that no row was judged
 * @param reason why it can't be used, if that is so; else empty
 * @param message the same as a sentence
 * @param rows how many rows it has, of which so many were rejected, by reason
 * @param manifest all that was written about it
 */
public record RejectedObject(
        String route,
        String bucket,
        String key,
        String time,
        boolean whole,
        String reason,
        String message,
        Rows rows,
        Map<String, Object> manifest) {

    /**
     * Counts of rows.
     *
     * @param input all
     * @param rejected those that were rejected
     * @param byReason the same by reason
     */
    public record Rows(long input, long rejected, Map<String, Long> byReason) {}
}
