package dev.dromedary.desk.operations;

import dev.dromedary.function.ledger.Backoff;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The items of a table.
 *
 * @param client where it is
 * @param table its name
 * @param only what the hash key begins with; an empty text for all
 * @param pauses the pauses of each call that is repeated
 */
record TableContent(DynamoDbClient client, String table, String only, Supplier<Backoff> pauses) {

    TableContent(DynamoDbClient client, String table, String only) {
        this(client, table, only, () -> Backoff.until(null));
    }

    /** What BatchWriteItem takes: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
    private static final int MOST_AT_ONCE = 25;

    long count() {
        try {
            return client.scanPaginator(scan(keys())).items().stream().count();
        } catch (ResourceNotFoundException e) {
            return 0;
        }
    }

    long delete() {
        long deleted = 0;
        List<WriteRequest> batch = new ArrayList<>();
        Iterator<Map<String, AttributeValue>> items =
                client.scanPaginator(scan(keys())).items().iterator();
        while (items.hasNext()) {
            Map<String, AttributeValue> key = items.next();
            batch.add(WriteRequest.builder()
                    .deleteRequest(request -> request.key(key))
                    .build());
            if (batch.size() == MOST_AT_ONCE || !items.hasNext()) {
                deleted += batch.size();
                write(batch);
                batch.clear();
            }
        }
        return deleted;
    }

    /** What DynamoDB is too busy for comes back. */
    private void write(List<WriteRequest> batch) {
        Backoff backoff = pauses.get();
        Map<String, List<WriteRequest>> left = Map.of(table, List.copyOf(batch));
        while (!left.isEmpty()) {
            Map<String, List<WriteRequest>> now = left;
            left = client.batchWriteItem(request -> request.requestItems(now)).unprocessedItems();
            if (!left.isEmpty() && !backoff.pause()) {
                throw new IllegalStateException("The table " + table + " is too busy: "
                        + left.get(table).size() + " of " + batch.size()
                        + " items were not deleted in time. Try again later.");
            }
        }
    }

    private List<String> keys() {
        return client.describeTable(request -> request.tableName(table)).table().keySchema().stream()
                .map(KeySchemaElement::attributeName)
                .toList();
    }

    private ScanRequest scan(List<String> keys) {
        Map<String, String> names = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            names.put("#k" + i, keys.get(i));
        }
        ScanRequest.Builder scan = ScanRequest.builder()
                .tableName(table)
                .projectionExpression(names.keySet().stream().collect(Collectors.joining(",")))
                .expressionAttributeNames(names);
        if (!only.isEmpty()) {
            scan.filterExpression("begins_with(#k0, :only)")
                    .expressionAttributeValues(Map.of(":only", AttributeValue.fromS(only)));
        }
        return scan.build();
    }
}
