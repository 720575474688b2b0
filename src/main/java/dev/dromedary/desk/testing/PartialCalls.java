package dev.dromedary.desk.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchRequest;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponse;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponseEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** Calls of several entries of which a service does some, and says of the others that it was too busy. */
final class PartialCalls {

    private static final String THROTTLED = "ThrottlingException";
    private static final String EXCEEDED = "ProvisionedThroughputExceededException";
    private static final String UNAVAILABLE = "ServiceUnavailableException";
    private static final String BUSY = "too busy, by the test";

    private PartialCalls() {}

    /** The operation itself. */
    @FunctionalInterface
    interface Operation {
        /** @throws Throwable what the service throws */
        Object call(Object request) throws Throwable;
    }

    /** The entries of one list, cut in two. */
    private record Cut<T>(List<T> done, List<T> left) {

        static <T> Cut<T> of(List<T> all, Set<Integer> places) {
            Cut<T> cut = new Cut<>(new ArrayList<>(), new ArrayList<>());
            for (int i = 0; i < all.size(); i++) {
                (places.contains(i + 1) ? cut.left : cut.done).add(all.get(i));
            }
            return cut;
        }
    }

    /**
     * Makes a call of some of its entries.
     *
     * @param name service and operation, for messages
     * @param request of the caller
     * @param places of the entries that are not done, from 1
     * @param operation is called with the others
     * @return what the service would answer
     * @throws Throwable what the service throws
     */
    static Object answer(String name, Object request, Set<Integer> places, Operation operation) throws Throwable {
        if (request instanceof SendMessageBatchRequest send) {
            return messages(send, places, operation);
        }
        if (request instanceof BatchWriteItemRequest write) {
            return items(write, places, operation);
        }
        if (request instanceof PutRecordsRequest put) {
            return records(put, places, operation);
        }
        if (request instanceof PutRecordBatchRequest put) {
            return delivered(put, places, operation);
        }
        throw new CaseException("The fault of " + name + " can't be \"partly\"; that is for sqs.sendMessageBatch,"
                + " dynamodb.batchWriteItem, kinesis.putRecords and firehose.putRecordBatch.");
    }

    private static Object messages(SendMessageBatchRequest request, Set<Integer> places, Operation operation)
            throws Throwable {
        var cut = Cut.of(request.entries(), places);
        SendMessageBatchResponse response = cut.done().isEmpty()
                ? SendMessageBatchResponse.builder().successful(List.of()).build()
                : (SendMessageBatchResponse)
                        operation.call(request.toBuilder().entries(cut.done()).build());
        List<BatchResultErrorEntry> failed = new ArrayList<>(response.failed());
        cut.left()
                .forEach(entry -> failed.add(BatchResultErrorEntry.builder()
                        .id(entry.id())
                        .code(THROTTLED)
                        .message(BUSY)
                        .senderFault(false)
                        .build()));
        return response.toBuilder().failed(failed).build();
    }

    private static Object items(BatchWriteItemRequest request, Set<Integer> places, Operation operation)
            throws Throwable {
        Map<String, List<WriteRequest>> done = new TreeMap<>();
        Map<String, List<WriteRequest>> left = new TreeMap<>();
        request.requestItems().forEach((table, writes) -> {
            var cut = Cut.of(writes, places);
            if (!cut.done().isEmpty()) {
                done.put(table, cut.done());
            }
            if (!cut.left().isEmpty()) {
                left.put(table, cut.left());
            }
        });
        if (!done.isEmpty()) {
            operation.call(request.toBuilder().requestItems(done).build());
        }
        return BatchWriteItemResponse.builder().unprocessedItems(left).build();
    }

    private static Object records(PutRecordsRequest request, Set<Integer> places, Operation operation)
            throws Throwable {
        var cut = Cut.of(request.records(), places);
        List<PutRecordsResultEntry> done = cut.done().isEmpty()
                ? List.of()
                : ((PutRecordsResponse) operation.call(
                                request.toBuilder().records(cut.done()).build()))
                        .records();
        PutRecordsResultEntry failed = PutRecordsResultEntry.builder()
                .errorCode(EXCEEDED)
                .errorMessage(BUSY)
                .build();
        return PutRecordsResponse.builder()
                .failedRecordCount(cut.left().size())
                .records(merged(request.records().size(), places, done, failed))
                .build();
    }

    private static Object delivered(PutRecordBatchRequest request, Set<Integer> places, Operation operation)
            throws Throwable {
        var cut = Cut.of(request.records(), places);
        List<PutRecordBatchResponseEntry> done = cut.done().isEmpty()
                ? List.of()
                : ((PutRecordBatchResponse) operation.call(
                                request.toBuilder().records(cut.done()).build()))
                        .requestResponses();
        PutRecordBatchResponseEntry failed = PutRecordBatchResponseEntry.builder()
                .errorCode(UNAVAILABLE)
                .errorMessage(BUSY)
                .build();
        return PutRecordBatchResponse.builder()
                .failedPutCount(cut.left().size())
                .requestResponses(merged(request.records().size(), places, done, failed))
                .build();
    }

    /** A result for each entry, in the order of the entries. */
    private static <T> List<T> merged(int count, Set<Integer> places, List<T> done, T failed) {
        List<T> results = new ArrayList<>();
        int next = 0;
        for (int i = 1; i <= count; i++) {
            results.add(places.contains(i) ? failed : done.get(next++));
        }
        return results;
    }
}
