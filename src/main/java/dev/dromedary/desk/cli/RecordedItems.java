package dev.dromedary.desk.cli;

import dev.dromedary.function.steps.DynamoDbItem;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Shows the item that a route tells of: {@code item_table}, the name of a table with a hash key alone, and {@code item_id}, the
 * value of that key.
 *
 * @param client where the tables are
 */
record RecordedItems(DynamoDbClient client) {

    /**
     * Adds the item, as {@code item}, to what was told.
     *
     * @param told what one route did with one thing
     * @return the same, or what was told if that names no item
     */
    Map<String, Object> addTo(Map<String, Object> told) {
        if (!(told.get("item_table") instanceof String table) || !(told.get("item_id") instanceof String id)) {
            return told;
        }
        String key = client.describeTable(request -> request.tableName(table))
                .table()
                .keySchema()
                .get(0)
                .attributeName();
        Map<String, AttributeValue> item = client.getItem(
                        request -> request.tableName(table).key(Map.of(key, AttributeValue.fromS(id))))
                .item();
        Map<String, Object> more = new LinkedHashMap<>(told);
        more.put("item", DynamoDbItem.toMap(item));
        return more;
    }
}
