package dev.dromedary.function.steps.window;

import dev.dromedary.function.ledger.Backoff;
import dev.dromedary.function.steps.BatchGet;
import dev.dromedary.function.steps.ItemChange;
import dev.dromedary.function.steps.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The table of windows and checkpoints. How far a shard is counted and what was counted are written in one transaction, whose condition is
 * that nobody has counted further meanwhile: whoever counts records again, or with old figures, changes nothing.
 *
 * @param client reaches the table
 * @param name its name
 */
record WindowTable(DynamoDbClient client, String name) {

    /**
     * Windows of one transaction, besides the checkpoint.
     *
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">TransactWriteItems</a>,
     *     which takes 100 items
     */
    static final int MOST_WINDOWS = 99;

    /** So often a table that is busy is asked again; then the batch fails, and Lambda hands it over again. */
    private static final int MOST_PAUSES = 4;

    private static final String COUNTED = "counted";
    private static final String NEWEST = "newest";

    /**
     * How far a shard is counted.
     *
     * @param counted the last record that is counted; empty for none
     * @param newest the latest moment of those that are counted; empty for none
     */
    record Checkpoint(Optional<StreamRecord.Place> counted, Optional<Instant> newest) {}

    /** How far a route has counted a shard. */
    Checkpoint checkpoint(String route, String shard) {
        Map<String, AttributeValue> item = client.getItem(
                        get -> get.tableName(name).key(key(route, shard)).consistentRead(true))
                .item();
        return new Checkpoint(
                Optional.ofNullable(item.get(COUNTED)).map(place -> StreamRecord.Place.of(place.s())),
                Optional.ofNullable(item.get(NEWEST)).map(moment -> Instant.parse(moment.s())));
    }

    /** The figures of windows, {@link #MOST_WINDOWS} at the most; those that have none are left out. */
    Map<WindowId, WindowFigures> figures(Collection<WindowId> windows, Backoff backoff) {
        Map<Map<String, AttributeValue>, WindowId> byKeys = new HashMap<>();
        windows.forEach(window -> byKeys.put(window.item(), window));
        Map<WindowId, WindowFigures> figures = new HashMap<>();
        if (byKeys.isEmpty()) {
            return figures;
        }
        KeysAndAttributes wanted = KeysAndAttributes.builder()
                .keys(byKeys.keySet())
                .consistentRead(true)
                .build();
        new BatchGet(client, name, "reading windows of").read(wanted, backoff, MOST_PAUSES, item -> {
            Map<String, AttributeValue> keys =
                    Map.of(WindowId.ID, item.get(WindowId.ID), WindowId.PART, item.get(WindowId.PART));
            figures.put(byKeys.get(keys), WindowFigures.of(item));
        });
        return figures;
    }

    /**
     * Writes windows and how far their shard is counted then, all or nothing.
     *
     * @param before how far it was counted when the windows were read
     * @param windows {@link #MOST_WINDOWS} at the most
     * @param end the attribute of an item's end, and its second
     * @throws software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException if somebody has counted further meanwhile
     */
    void write(
            String route,
            String shard,
            Checkpoint before,
            Checkpoint after,
            Map<WindowId, WindowFigures> windows,
            Map.Entry<String, Long> end) {
        List<TransactWriteItem> writes = new ArrayList<>();
        Map<String, Object> values = new HashMap<>();
        values.put(COUNTED, after.counted().orElseThrow().toString());
        after.newest().ifPresent(newest -> values.put(NEWEST, newest.toString()));
        before.counted().ifPresent(counted -> values.put("before", counted.toString()));
        writes.add(new ItemChange(
                        "SET #counted = :counted" + (values.containsKey(NEWEST) ? ", #newest = :newest" : ""),
                        values.containsKey("before") ? "#counted = :before" : "attribute_not_exists(#counted)",
                        values)
                .transacted(name, key(route, shard)));
        windows.forEach((window, figures) -> {
            Map<String, AttributeValue> item = new LinkedHashMap<>(window.item());
            item.putAll(figures.item());
            item.put(end.getKey(), AttributeValue.fromN(Long.toString(end.getValue())));
            writes.add(TransactWriteItem.builder()
                    .put(put -> put.tableName(name).item(item))
                    .build());
        });
        client.transactWriteItems(write -> write.transactItems(writes));
    }

    /**
     * The windows of a key that begin from a moment on, before another one, in their order: all shards of a window together.
     */
    Map<Instant, WindowFigures> read(String key, Optional<Instant> from, Optional<Instant> to) {
        Map<Instant, WindowFigures> windows = new LinkedHashMap<>();
        // Behind the moment stands #, which is before all digits.
        Map<String, Object> values = Map.of(
                "id", WindowId.id(key),
                "from", from.map(Timestamps::of).orElse("0"),
                "to", to.map(Timestamps::of).orElse("9999-12-31T23:59:59.999Z"));
        String condition = "#id = :id AND #part BETWEEN :from AND :to";
        client.queryPaginator(query -> query.tableName(name)
                        .keyConditionExpression(condition)
                        .expressionAttributeNames(ItemChange.names(condition))
                        .expressionAttributeValues(ItemChange.values(values)))
                .items()
                .forEach(item -> {
                    String part = item.get(WindowId.PART).s();
                    Instant start = Instant.parse(part.substring(0, part.indexOf('#')));
                    WindowFigures figures = WindowFigures.of(item);
                    windows.computeIfAbsent(start, first -> new WindowFigures(figures.size()))
                            .add(figures);
                });
        return windows;
    }

    private static Map<String, AttributeValue> key(String route, String shard) {
        return Map.of(
                WindowId.ID, AttributeValue.fromS("checkpoint#" + route),
                WindowId.PART, AttributeValue.fromS(shard));
    }
}
