package dev.dromedary.routes;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The ledger's table, as one who looks into it sees it.
 *
 * @param client the embedded DynamoDB itself, not meddled with
 * @param table name of the table
 * @param route id of the route whose items are looked at
 */
record LedgerView(DynamoDbClient client, String table, String route) {

    List<Map<String, AttributeValue>> items() {
        return client.scan(scan -> scan.tableName(table).consistentRead(true)).items();
    }

    /** The item of an object. */
    Map<String, AttributeValue> item(String bucket, String key) {
        return client.getItem(get -> get.tableName(table)
                        .consistentRead(true)
                        .key(Map.of("id", AttributeValue.fromS(route + "#" + bucket + "/" + key))))
                .item();
    }

    String state(String bucket, String key) {
        Map<String, AttributeValue> item = item(bucket, key);
        return item.isEmpty() ? "none" : item.get("state").s();
    }

    /** Lets all leases end, as if the time of a lease had passed. */
    void lapse() {
        for (Map<String, AttributeValue> item : items()) {
            if (item.containsKey("leaseUntil")) {
                client.updateItem(update -> update.tableName(table)
                        .key(Map.of("id", item.get("id")))
                        .updateExpression("SET leaseUntil = :past")
                        .expressionAttributeValues(Map.of(":past", AttributeValue.fromN("0"))));
            }
        }
    }

    /** Changes an attribute of an object's item, as another attempt would. */
    void set(String bucket, String key, String attribute, AttributeValue value) {
        client.updateItem(update -> update.tableName(table)
                .key(Map.of("id", item(bucket, key).get("id")))
                .updateExpression("SET #attribute = :value")
                .expressionAttributeNames(Map.of("#attribute", attribute))
                .expressionAttributeValues(Map.of(":value", value)));
    }

    void clear() {
        items().forEach(item ->
                client.deleteItem(delete -> delete.tableName(table).key(Map.of("id", item.get("id")))));
    }
}
