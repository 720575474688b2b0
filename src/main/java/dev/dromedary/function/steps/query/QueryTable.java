package dev.dromedary.function.steps.query;

import dev.dromedary.function.records.TableSchema;
import java.util.List;
import java.util.Optional;

/**
 * A table of a query.
 *
 * @param name what the SELECT calls it
 * @param bucket name of the bucket
 * @param prefix what the keys of its objects begin with; ends with a slash
 * @param schema what its records are; needed where its objects are JSON, or there may be none
 * @param objects in the order of their keys
 */
public record QueryTable(
        String name, String bucket, String prefix, Optional<TableSchema> schema, List<TableObject> objects) {

    public QueryTable {
        objects = List.copyOf(objects);
    }

    /**
     * An object of a table.
     *
     * @param key its key
     * @param etag its ETag when it was listed, without quotes
     * @param size its bytes
     */
    public record TableObject(String key, String etag, long size) {}
}
