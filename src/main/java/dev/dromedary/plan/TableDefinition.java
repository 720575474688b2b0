package dev.dromedary.plan;

import java.util.List;

/**
 * A DynamoDB table that a pipeline needs. Keys are strings; indexes are global and hold whole items.
 *
 * @param name name of the table
 * @param hashKey attribute of the partition key
 * @param rangeKey attribute of the sort key, or null for none
 * @param timeToLive attribute that holds the second of an item's end, or null for none
 * @param indexes its secondary indexes
 */
public record TableDefinition(String name, String hashKey, String rangeKey, String timeToLive, List<Index> indexes) {

    /** Takes a copy of the indexes. */
    public TableDefinition {
        indexes = List.copyOf(indexes);
    }

    /**
     * A global secondary index with all attributes of the items.
     *
     * @param name name of the index
     * @param hashKey attribute of the partition key
     * @param rangeKey attribute of the sort key, or null for none
     */
    public record Index(String name, String hashKey, String rangeKey) {}
}
