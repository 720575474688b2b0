package dev.dromedary.function.steps.outbox;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reads from a table no more than some items a call, as DynamoDB does if they are large; the other keys are not processed. */
final class PartialTable implements DynamoDbClient {

    private final DynamoDbClient whole;
    private final int most;
    private final AtomicInteger calls = new AtomicInteger();

    PartialTable(DynamoDbClient whole, int most) {
        this.whole = whole;
        this.most = most;
    }

    int calls() {
        return calls.get();
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        calls.incrementAndGet();
        String table = request.requestItems().keySet().iterator().next();
        KeysAndAttributes wanted = request.requestItems().get(table);
        List<Map<String, AttributeValue>> keys = wanted.keys();
        int taken = Math.min(most, keys.size());
        if (taken == 0) {
            return BatchGetItemResponse.builder()
                    .responses(Map.of())
                    .unprocessedKeys(request.requestItems())
                    .build();
        }
        BatchGetItemResponse response = whole.batchGetItem(get -> get.requestItems(
                Map.of(table, wanted.toBuilder().keys(keys.subList(0, taken)).build())));
        return taken == keys.size()
                ? response
                : response.toBuilder()
                        .unprocessedKeys(Map.of(
                                table,
                                wanted.toBuilder()
                                        .keys(keys.subList(taken, keys.size()))
                                        .build()))
                        .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // The whole table belongs to the test.
    }
}
