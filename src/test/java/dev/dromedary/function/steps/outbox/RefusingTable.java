package dev.dromedary.function.steps.outbox;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** Cancels every transaction. */
final class RefusingTable implements DynamoDbClient {

    private final RuntimeException failure;

    RefusingTable(RuntimeException failure) {
        this.failure = failure;
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        throw failure;
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Nothing to let go of.
    }
}
