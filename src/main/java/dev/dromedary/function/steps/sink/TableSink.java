package dev.dromedary.function.steps.sink;

import dev.dromedary.function.records.JsonRow;
import dev.dromedary.function.records.Row;
import dev.dromedary.function.steps.RecordsEndpoint;
import dev.dromedary.function.steps.Run;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * {@code records:put}: each record as an item, which takes the place of one with the same key. Of several records of one key in a batch
 * the last one is put. Needs {@code dynamodb:BatchWriteItem}.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html">BatchWriteItem</a>
 */
final class TableSink implements Sink<Map<String, AttributeValue>> {

    /** Its row is larger than an item may be. */
    static final String TOO_LARGE = "too_large_for_table";
    /** One of its numbers is none that DynamoDB has. */
    static final String NUMBER = "number_too_large_for_table";

    private static final int MOST = 25;
    private static final int MOST_BYTES = 16 * 1024 * 1024;
    /** Of an item; as JSON it has hardly less than what DynamoDB counts. */
    private static final int LARGEST = 400 * 1024;

    private final DynamoDbClient client;
    private final String table;
    private final List<TableKey> keys;
    private final JsonRow json;

    private TableSink(RecordsEndpoint endpoint, Run run) {
        this.client = endpoint.client(DynamoDbClient.class);
        this.table = endpoint.getTable();
        this.keys = TableKey.all(endpoint.getKey());
        this.json = new JsonRow(run.shape(), true);
    }

    /** Sinks for the table that an endpoint names. */
    static SinkKind of(RecordsEndpoint endpoint) {
        return new SinkKind() {
            @Override
            public String kind() {
                return "table";
            }

            @Override
            public String name() {
                return endpoint.getTable().substring(endpoint.getTable().lastIndexOf('/') + 1);
            }

            @Override
            public Sink<?> open(Run run, Exchange exchange) {
                return new TableSink(endpoint, run);
            }
        };
    }

    @Override
    public Size most() {
        return new Size(MOST, MOST_BYTES);
    }

    /** No two items of a batch have one key. */
    @Override
    public boolean parallel() {
        return true;
    }

    @Override
    public Optional<Entry<Map<String, AttributeValue>>> entry(Row row, int index) {
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        for (TableKey each : keys) {
            Optional<AttributeValue> value = each.of(row);
            if (value.isEmpty()) {
                row.reject("missing_" + each.column());
                return Optional.empty();
            }
            key.put(each.column(), value.get());
        }
        byte[] document = json.bytes(row);
        if (document.length > LARGEST) {
            row.reject(TOO_LARGE);
            return Optional.empty();
        }
        Map<String, AttributeValue> item =
                new LinkedHashMap<>(EnhancedDocument.fromJson(new String(document, StandardCharsets.UTF_8))
                        .toMap());
        item.putAll(key);
        if (!ItemNumbers.fit(item.values())) {
            row.reject(NUMBER);
            return Optional.empty();
        }
        return Optional.of(new Entry<>(row, index, key.toString(), document.length, item));
    }

    /** DynamoDB refuses a call with two items of one key, and calls go out in no order. */
    @Override
    public List<Entry<Map<String, AttributeValue>>> needed(List<Entry<Map<String, AttributeValue>>> batch) {
        Map<String, Entry<Map<String, AttributeValue>>> last = new HashMap<>();
        batch.forEach(entry -> last.put(entry.group(), entry));
        return batch.stream().filter(entry -> last.get(entry.group()) == entry).toList();
    }

    @Override
    public List<Untaken<Map<String, AttributeValue>>> send(List<Entry<Map<String, AttributeValue>>> entries) {
        List<WriteRequest> writes = entries.stream()
                .map(entry -> WriteRequest.builder()
                        .putRequest(put -> put.item(entry.payload()))
                        .build())
                .toList();
        BatchWriteItemResponse response = client.batchWriteItem(request -> request.requestItems(Map.of(table, writes)));
        List<Untaken<Map<String, AttributeValue>>> untaken = new ArrayList<>();
        for (List<WriteRequest> unprocessed : response.unprocessedItems().values()) {
            for (WriteRequest each : unprocessed) {
                untaken.add(untaken(each.putRequest().item(), entries));
            }
        }
        return untaken;
    }

    /** Items come back without their order; the key tells which they are. */
    private Untaken<Map<String, AttributeValue>> untaken(
            Map<String, AttributeValue> item, List<Entry<Map<String, AttributeValue>>> entries) {
        return entries.stream()
                .filter(entry -> keys.stream()
                        .allMatch(key -> entry.payload().get(key.column()).equals(item.get(key.column()))))
                .findFirst()
                .map(entry -> new Untaken<>(entry, "UnprocessedItems", null, false))
                .orElseThrow(() -> new IllegalStateException(
                        "The table " + table + " has not processed an item that it was not given"));
    }
}
