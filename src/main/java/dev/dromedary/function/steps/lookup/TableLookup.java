package dev.dromedary.function.steps.lookup;

import dev.dromedary.function.ledger.Backoff;
import dev.dromedary.function.records.LookupRows;
import dev.dromedary.function.records.LookupValues;
import dev.dromedary.function.records.expression.Cell;
import dev.dromedary.function.steps.BatchGet;
import dev.dromedary.function.steps.DeadlineExceededException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Items of a DynamoDB table by their partition key, a string; read for a batch of rows at once, and kept for the run. */
public final class TableLookup implements LookupValues {

    /** Longer keys no item has. */
    private static final int LONGEST_KEY = 2048;

    private final Supplier<DynamoDbClient> client;
    private final String table;
    private final String key;
    private final LookupRows rows;
    private final List<String> columns;
    private final int mostKeys;
    private final Set<String> wanted = new LinkedHashSet<>();

    TableLookup(
            Supplier<DynamoDbClient> client,
            String table,
            String key,
            LookupRows rows,
            List<String> columns,
            int mostKeys) {
        this.client = client;
        this.table = table;
        this.key = key;
        this.rows = rows;
        this.columns = List.copyOf(columns);
        this.mostKeys = mostKeys;
    }

    /** A batch begins: what was read for others is forgotten if it has become too much. */
    public void begin() {
        if (rows.size() > mostKeys) {
            rows.clear();
        }
    }

    /** Notes a key that the batch asks for. */
    public void want(Cell wantedKey) {
        if (!rows.knows(wantedKey)) {
            wanted.add(rows.text(wantedKey));
        }
    }

    /**
     * Reads the items of the keys that were noted.
     *
     * @param backoff the pauses while the table is too busy to answer for any
     * @return whether there were any
     * @throws DeadlineExceededException if it still is at the deadline
     */
    public boolean fetch(Backoff backoff) {
        boolean any = !wanted.isEmpty();
        List<String> keys = new ArrayList<>();
        for (String one : wanted) {
            if (one.isEmpty() || one.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
                rows.putMissing(one);
                continue;
            }
            keys.add(one);
            if (keys.size() == BatchGet.MOST_AT_ONCE) {
                read(keys, backoff);
                keys.clear();
            }
        }
        if (!keys.isEmpty()) {
            read(keys, backoff);
        }
        wanted.clear();
        return any;
    }

    private void read(List<String> keys, Backoff backoff) {
        Set<String> missing = new HashSet<>(keys);
        new BatchGet(client.get(), table, "looking up in").read(asked(keys), backoff, BatchGet.UNTIL_DEADLINE, item -> {
            String found = item.get(key).s();
            missing.remove(found);
            rows.put(
                    found,
                    columns.stream().map(column -> text(item.get(column))).toArray(String[]::new));
        });
        missing.forEach(rows::putMissing);
    }

    private KeysAndAttributes asked(List<String> keys) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("#0", key);
        for (String column : columns) {
            if (!names.containsValue(column)) {
                names.put("#" + names.size(), column);
            }
        }
        return KeysAndAttributes.builder()
                .keys(keys.stream()
                        .map(one -> Map.of(key, AttributeValue.fromS(one)))
                        .toList())
                .projectionExpression(String.join(", ", names.keySet()))
                .expressionAttributeNames(names)
                .build();
    }

    /** Texts, numbers and booleans; what is no one value is none. */
    private static String text(AttributeValue value) {
        if (value == null) {
            return null;
        }
        return switch (value.type()) {
            case S -> value.s();
            case N -> value.n();
            case BOOL -> value.bool().toString();
            default -> null;
        };
    }

    @Override
    public byte[] find(Cell wantedKey, String column) {
        return rows.find(wantedKey, column);
    }
}
