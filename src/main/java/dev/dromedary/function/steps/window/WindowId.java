package dev.dromedary.function.steps.window;

import dev.dromedary.function.steps.Timestamps;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One shard's part of a window. A shard has one reader at a time, whose transactions follow one another; so no two write one item, and
 * the windows of all shards are summed up by who reads them.
 *
 * @param key whose window it is
 * @param start when it begins
 * @param shard id of the shard
 */
record WindowId(String key, Instant start, String shard) {

    static final String ID = "id";
    static final String PART = "part";

    /** Keys of windows begin with it, so that none can be one of a checkpoint. */
    static String id(String key) {
        return "window#" + key;
    }

    /** The keys of its item. */
    Map<String, AttributeValue> item() {
        return Map.of(
                ID, AttributeValue.fromS(id(key)), PART, AttributeValue.fromS(Timestamps.of(start) + "#" + shard));
    }
}
