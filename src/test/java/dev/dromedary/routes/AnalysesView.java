package dev.dromedary.routes;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The table of analyses, as one who looks into it sees it.
 *
 * @param client the embedded DynamoDB itself, not meddled with
 * @param table name of the table
 */
record AnalysesView(DynamoDbClient client, String table) {

    /** All items, the oldest first. */
    List<Map<String, AttributeValue>> items() {
        return client.scan(scan -> scan.tableName(table).consistentRead(true)).items().stream()
                .sorted(Comparator.comparing(
                        item -> item.get("analysis_timestamp").s()
                                + item.get("correlation_id").s()))
                .toList();
    }

    /** The only item. */
    Map<String, AttributeValue> item() {
        List<Map<String, AttributeValue>> items = items();
        if (items.size() != 1) {
            throw new AssertionError("Not one item: " + items);
        }
        return items.get(0);
    }

    /** The items of a day, by the index. */
    List<Map<String, AttributeValue>> ofDay(String day) {
        return client.query(query -> query.tableName(table)
                        .indexName("by-date")
                        .keyConditionExpression("analysis_date = :day")
                        .expressionAttributeValues(Map.of(":day", AttributeValue.fromS(day))))
                .items();
    }

    /** Sets an attribute of an item. */
    void set(Map<String, AttributeValue> item, String attribute, AttributeValue value) {
        client.updateItem(update -> update.tableName(table)
                .key(key(item))
                .updateExpression("SET #attribute = :value")
                .expressionAttributeNames(Map.of("#attribute", attribute))
                .expressionAttributeValues(Map.of(":value", value)));
    }

    /** Lets all claims end, as if their time had passed. */
    void lapse() {
        items().stream()
                .filter(item -> item.containsKey("notification_claimed_until"))
                .forEach(item -> set(item, "notification_claimed_until", AttributeValue.fromN("0")));
    }

    void clear() {
        items().forEach(item ->
                client.deleteItem(delete -> delete.tableName(table).key(key(item))));
    }

    private static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
        return Map.of(
                "correlation_id", item.get("correlation_id"), "analysis_timestamp", item.get("analysis_timestamp"));
    }
}
