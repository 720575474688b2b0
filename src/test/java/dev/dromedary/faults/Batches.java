package dev.dromedary.faults;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** Calls with several entries, of which a service may do some and say that it has not done the others. */
final class Batches {

    private static final String CODE = "InternalFailure";

    private Batches() {}

    static boolean isOne(SdkRequest request) {
        return request instanceof BatchGetItemRequest
                || request instanceof BatchWriteItemRequest
                || request instanceof PutEventsRequest
                || request instanceof SendMessageBatchRequest;
    }

    /** How many entries are done. */
    private static int done(Collection<?> entries, boolean none) {
        return none ? 0 : entries.size() / 2;
    }

    static SdkPojo partly(
            SdkRequest request, boolean none, DynamoDbClient dynamoDb, EventBridgeClient eventBridge, SqsClient sqs) {
        if (request instanceof BatchGetItemRequest get) {
            return get(get, none, dynamoDb);
        }
        if (request instanceof BatchWriteItemRequest write) {
            return write(write, none, dynamoDb);
        }
        if (request instanceof PutEventsRequest put) {
            return put(put, none, eventBridge);
        }
        return send((SendMessageBatchRequest) request, none, sqs);
    }

    private static SdkPojo get(BatchGetItemRequest request, boolean none, DynamoDbClient dynamoDb) {
        Map<String, KeysAndAttributes> now = new LinkedHashMap<>();
        Map<String, KeysAndAttributes> later = new LinkedHashMap<>();
        request.requestItems().forEach((table, keys) -> {
            List<Map<String, AttributeValue>> all = keys.keys();
            int done = done(all, none);
            if (done > 0) {
                now.put(table, keys.toBuilder().keys(all.subList(0, done)).build());
            }
            later.put(
                    table, keys.toBuilder().keys(all.subList(done, all.size())).build());
        });
        BatchGetItemResponse response = now.isEmpty()
                ? BatchGetItemResponse.builder().responses(Map.of()).build()
                : dynamoDb.batchGetItem(request.toBuilder().requestItems(now).build());
        return response.toBuilder().unprocessedKeys(later).build();
    }

    private static SdkPojo write(BatchWriteItemRequest request, boolean none, DynamoDbClient dynamoDb) {
        Map<String, List<WriteRequest>> now = new LinkedHashMap<>();
        Map<String, List<WriteRequest>> later = new LinkedHashMap<>();
        request.requestItems().forEach((table, writes) -> {
            int done = done(writes, none);
            if (done > 0) {
                now.put(table, writes.subList(0, done));
            }
            later.put(table, writes.subList(done, writes.size()));
        });
        BatchWriteItemResponse response = now.isEmpty()
                ? BatchWriteItemResponse.builder().build()
                : dynamoDb.batchWriteItem(request.toBuilder().requestItems(now).build());
        return response.toBuilder().unprocessedItems(later).build();
    }

    private static SdkPojo put(PutEventsRequest request, boolean none, EventBridgeClient eventBridge) {
        List<PutEventsRequestEntry> all = request.entries();
        int done = done(all, none);
        List<PutEventsResultEntry> results = new ArrayList<>();
        if (done > 0) {
            results.addAll(eventBridge
                    .putEvents(request.toBuilder().entries(all.subList(0, done)).build())
                    .entries());
        }
        UnaryOperator<PutEventsResultEntry.Builder> failed =
                entry -> entry.errorCode(CODE).errorMessage(CODE + " by the test");
        for (int at = done; at < all.size(); at++) {
            results.add(failed.apply(PutEventsResultEntry.builder()).build());
        }
        return PutEventsResponse.builder()
                .failedEntryCount(all.size() - done)
                .entries(results)
                .build();
    }

    private static SdkPojo send(SendMessageBatchRequest request, boolean none, SqsClient sqs) {
        List<SendMessageBatchRequestEntry> all = request.entries();
        int done = done(all, none);
        SendMessageBatchResponse response = done == 0
                ? SendMessageBatchResponse.builder().build()
                : sqs.sendMessageBatch(
                        request.toBuilder().entries(all.subList(0, done)).build());
        List<BatchResultErrorEntry> failed = all.subList(done, all.size()).stream()
                .map(entry -> BatchResultErrorEntry.builder()
                        .id(entry.id())
                        .code(CODE)
                        .message(CODE + " by the test")
                        .senderFault(false)
                        .build())
                .toList();
        return response.toBuilder().failed(failed).build();
    }
}
