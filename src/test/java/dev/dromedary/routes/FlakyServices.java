package dev.dromedary.routes;

import dev.dromedary.desk.cloud.ClientProxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
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
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/**
 * Services that take several records by a call, and remember what has arrived: busy at times for some of a call, for all of it, or
 * for the reply. So many bad moments they have, then they are well. Safe for use by several threads.
 */
final class FlakyServices {

    private static final int MOST_FAILED_CALLS = 3;

    private final Random random;
    private int moments;
    private int failedCalls;
    private boolean dead;
    private int deaths;
    private final boolean mayDie;
    private final Map<String, Integer> calls = new TreeMap<>();
    private String failingService = "";
    private int failingCall;
    private final Map<String, List<String>> arrived = new TreeMap<>();
    /** Records whose caller was not told that they have arrived. */
    private final Set<String> untold = new HashSet<>();

    /**
     * Services.
     *
     * @param moments how many bad moments they have
     * @param mayDie whether the caller's process may die in one of them
     */
    FlakyServices(long seed, int moments, boolean mayDie) {
        this.random = new Random(seed);
        this.moments = moments;
        this.mayDie = mayDie;
    }

    /** A call of a service fails, and has no effect: the nth, from 1. */
    synchronized FlakyServices failingAt(String service, int nth) {
        failingService = service;
        failingCall = nth;
        return this;
    }

    /** What has arrived at a service, in order; by the id that is in a record. */
    synchronized List<String> arrived(String service) {
        return List.copyOf(arrived.getOrDefault(service, List.of()));
    }

    synchronized boolean isUntold(String service, String id) {
        return untold.contains(service + id);
    }

    /** Whether the caller has died; it comes back to life. */
    synchronized boolean revive() {
        boolean died = dead;
        dead = false;
        failedCalls = 0;
        return died;
    }

    /** How often the caller has died. */
    synchronized int deaths() {
        return deaths;
    }

    /** Nothing reaches any service once the caller is dead. */
    synchronized void requireAlive() {
        if (dead) {
            throw busy();
        }
    }

    private static AwsServiceException busy() {
        // Not one that the route tries again: a new invocation is to find what this one has left.
        return AwsServiceException.builder()
                .message("away, by the test")
                .statusCode(403)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("AccessDenied")
                        .errorMessage("away, by the test")
                        .build())
                .build();
    }

    /** How a call went: which of its entries arrived. Throws if its caller is not told. */
    private synchronized <T> Set<Integer> take(String service, List<T> entries, Function<T, String> id) {
        requireAlive();
        if (calls.merge(service, 1, Integer::sum) == failingCall && service.equals(failingService)) {
            throw busy();
        }
        Set<Integer> failed = new HashSet<>();
        boolean lost = false;
        if (moments > 0 && random.nextInt(3) == 0) {
            moments--;
            int kind = random.nextInt(mayDie ? 6 : 5);
            if (kind == 0 && failedCalls++ < MOST_FAILED_CALLS) {
                throw busy();
            }
            lost = kind == 1;
            dead = kind == 5;
            deaths += dead ? 1 : 0;
            if (kind > 1 && kind < 5) {
                IntStream.range(0, entries.size())
                        .filter(any -> random.nextBoolean())
                        .forEach(failed::add);
            }
        }
        for (int i = 0; i < entries.size(); i++) {
            if (!failed.contains(i)) {
                String record = id.apply(entries.get(i));
                arrived.computeIfAbsent(service, any -> new ArrayList<>()).add(record);
                if (lost || dead) {
                    untold.add(service + record);
                }
            }
        }
        if (lost || dead) {
            throw busy();
        }
        return failed;
    }

    /** A client of one of the services, for the one operation that sends. */
    <T extends SdkClient> T client(Class<T> type) {
        return ClientProxy.of(type, () -> null, (request, operation) -> answer(request));
    }

    private Object answer(AwsRequest request) {
        if (request instanceof SendMessageBatchRequest send) {
            return messages(send);
        }
        if (request instanceof BatchWriteItemRequest write) {
            return items(write);
        }
        if (request instanceof PutRecordsRequest put) {
            Set<Integer> failed =
                    take("stream", put.records(), record -> id(record.data().asUtf8String()));
            return PutRecordsResponse.builder()
                    .failedRecordCount(failed.size())
                    .records(IntStream.range(0, put.records().size())
                            .mapToObj(i -> PutRecordsResultEntry.builder()
                                    .errorCode(failed.contains(i) ? "InternalFailure" : null)
                                    .build())
                            .toList())
                    .build();
        }
        if (request instanceof PutRecordBatchRequest put) {
            Set<Integer> failed =
                    take("delivery", put.records(), record -> id(record.data().asUtf8String()));
            return PutRecordBatchResponse.builder()
                    .failedPutCount(failed.size())
                    .requestResponses(IntStream.range(0, put.records().size())
                            .mapToObj(i -> PutRecordBatchResponseEntry.builder()
                                    .errorCode(failed.contains(i) ? "ServiceUnavailableException" : null)
                                    .build())
                            .toList())
                    .build();
        }
        throw new IllegalArgumentException("No such call is expected: " + request);
    }

    private SendMessageBatchResponse messages(SendMessageBatchRequest send) {
        Set<Integer> failed = take("queue", send.entries(), entry -> id(entry.messageBody()));
        List<SendMessageBatchResultEntry> successful = new ArrayList<>();
        List<BatchResultErrorEntry> untaken = new ArrayList<>();
        for (int i = 0; i < send.entries().size(); i++) {
            String id = send.entries().get(i).id();
            if (failed.contains(i)) {
                untaken.add(BatchResultErrorEntry.builder()
                        .id(id)
                        .code("InternalError")
                        .senderFault(false)
                        .build());
            } else {
                successful.add(SendMessageBatchResultEntry.builder().id(id).build());
            }
        }
        return SendMessageBatchResponse.builder()
                .successful(successful)
                .failed(untaken)
                .build();
    }

    BatchWriteItemResponse items(BatchWriteItemRequest write) {
        List<WriteRequest> writes = write.requestItems().values().stream()
                .flatMap(Collection::stream)
                .toList();
        Set<Integer> failed = take(
                "table",
                writes,
                each -> each.putRequest().item().get("order_id").s());
        List<WriteRequest> left = failed.stream().map(writes::get).toList();
        String table = write.requestItems().keySet().iterator().next();
        return BatchWriteItemResponse.builder()
                .unprocessedItems(left.isEmpty() ? Map.of() : Map.of(table, left))
                .build();
    }

    private static String id(String json) {
        return json.replaceFirst("(?s).*\"order_id\":\"([^\"]+)\".*", "$1");
    }
}
