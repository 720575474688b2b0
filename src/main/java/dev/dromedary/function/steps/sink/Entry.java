package dev.dromedary.function.steps.sink;

import dev.dromedary.function.records.Row;

/**
 * A record on its way to a service.
 *
 * @param row the row that it was made of
 * @param index its place in the batch, from 0
 * @param group what must keep its order: message group or partition key; null if nothing must. In a table the item's key
 * @param bytes what the service counts of it
 * @param payload what is sent
 */
record Entry<T>(Row row, int index, String group, int bytes, T payload) {

    /** Its place in the file, for messages; nothing of what stands in it. */
    String place() {
        return "row " + row.number() + " (line " + row.line() + ")";
    }
}
