package dev.dromedary.function.records;

import java.util.Optional;

/**
 * Where a lookup of a mapping finds its rows: one of three.
 *
 * @param file a CSV file, relative to the routes folder
 * @param object a CSV file in a bucket
 * @param table a DynamoDB table, whose items have the key as their partition key, a string; may have placeholders
 * @param key the column, or attribute, that holds the key
 * @param required whether a key that is not there is a fault of the row, rather than null
 */
public record LookupSource(
        Optional<String> file, Optional<StoredObject> object, Optional<String> table, String key, boolean required) {

    /**
     * A file in a bucket. Both may have placeholders.
     *
     * @param bucket the bucket
     * @param key the key
     */
    public record StoredObject(String bucket, String key) {}
}
