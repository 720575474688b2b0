package dev.dromedary.function.steps.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.function.ledger.Backoff;
import dev.dromedary.function.records.BatchMapper;
import dev.dromedary.function.records.Dialect;
import dev.dromedary.function.records.Limits;
import dev.dromedary.function.records.LookupRows;
import dev.dromedary.function.records.Mapping;
import dev.dromedary.function.records.Row;
import dev.dromedary.function.records.RowReader;
import dev.dromedary.function.records.TableSchema;
import dev.dromedary.function.steps.DeadlineExceededException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

class TableLookupTest {

    private static final TableSchema SCHEMA =
            TableSchema.of("order.schema.json", Map.of("fields", List.of(Map.of("name", "partner", "type", "string"))));

    private final List<Integer> asked = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final Map<String, String> items = new HashMap<>();
    /** How many keys a call answers for. */
    private int answered = 100;

    private final DynamoDbClient table = new BusyTable();

    /** A table that is as busy as it is told. */
    private final class BusyTable implements DynamoDbClient {

        @Override
        public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
            KeysAndAttributes keys = request.requestItems().get("partners");
            assertThat(keys.projectionExpression()).isEqualTo("#0, #1");
            assertThat(keys.expressionAttributeNames())
                    .containsEntry("#0", "id")
                    .containsEntry("#1", "name");
            asked.add(keys.keys().size());
            int now = Math.min(answered, keys.keys().size());
            List<Map<String, AttributeValue>> found = keys.keys().subList(0, now).stream()
                    .filter(key -> items.containsKey(key.get("id").s()))
                    .map(key -> Map.of(
                            "id",
                            key.get("id"),
                            "name",
                            AttributeValue.fromS(items.get(key.get("id").s()))))
                    .toList();
            List<Map<String, AttributeValue>> left =
                    keys.keys().subList(now, keys.keys().size());
            BatchGetItemResponse.Builder response =
                    BatchGetItemResponse.builder().responses(Map.of("partners", found));
            if (!left.isEmpty()) {
                response.unprocessedKeys(
                        Map.of("partners", keys.toBuilder().keys(left).build()));
            }
            answered = Math.max(answered, 1) * 4;
            return response.build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private Backoff backoff(Duration left) {
        Instant now = Instant.parse("2026-11-29T06:00:00Z");
        return new Backoff(now.plus(left), InstantSource.fixed(now), pauses::add);
    }

    private static Mapping mapping(String missing) {
        return Mapping.of(
                "order.mapping.json",
                Map.of(
                        "add", Map.of("name", "lookup(partners, partner, name)"),
                        "lookups", Map.of("partners", Map.of("table", "partners", "key", "id", "missing", missing))),
                SCHEMA,
                name -> name,
                Map.of());
    }

    private List<Row> map(List<String> partners, String missing, Duration left) {
        String text = "partner\n" + String.join("\n", partners) + "\n";
        RowReader reader = new RowReader(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Dialect.DEFAULT, Limits.DEFAULT);
        Mapping mapping = mapping(missing);
        LookupRows rows = new LookupRows("partners", List.of("name"), reader.header(), missing.equals("reject"));
        TableLookup lookup = new TableLookup(() -> table, "partners", "id", rows, List.of("name"), 1000);
        BatchMapper mapper = new BatchMapper(mapping, Instant.EPOCH, List.of(lookup), 10);
        List<Row> batch = reader.nextBatch(10_000, Integer.MAX_VALUE);
        lookup.begin();
        mapper.keys(batch, 0, lookup::want);
        lookup.fetch(backoff(left));
        return mapper.map(batch);
    }

    @Test
    void shouldAskForEachKeyOnce_aHundredAtOnce() {
        List<String> partners =
                IntStream.range(0, 1000).mapToObj(i -> "p" + i % 150).toList();
        partners.forEach(partner -> items.put(partner, partner.toUpperCase(java.util.Locale.ROOT)));

        List<Row> mapped = map(partners, "reject", Duration.ofMinutes(1));

        assertThat(asked).containsExactly(100, 50);
        assertThat(mapped).allSatisfy(row -> assertThat(row.get("name"))
                .isEqualTo(row.get("partner").toUpperCase(java.util.Locale.ROOT)));
    }

    @Test
    void shouldAskAgainWithPauses_whenTheTableIsTooBusy() {
        answered = 0;
        List<String> partners = IntStream.range(0, 30).mapToObj(i -> "p" + i).toList();
        partners.forEach(partner -> items.put(partner, "x"));

        List<Row> mapped = map(partners, "reject", Duration.ofMinutes(1));

        assertThat(asked).containsExactly(30, 30, 26, 10);
        assertThat(pauses).hasSize(1);
        assertThat(mapped).hasSize(30).allSatisfy(row -> assertThat(row.valid()).isTrue());
    }

    @Test
    void shouldFail_whenTheTableIsTooBusyUntilTheDeadline() {
        answered = 0;

        assertThatThrownBy(() -> map(List.of("p1"), "reject", Duration.ZERO))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("table partners");
    }

    @Test
    void shouldRejectOrGiveNull_whenAKeyIsNotThere() {
        items.put("p1", "one");
        String tooLong = "x".repeat(3000);

        assertThat(map(List.of("p1", "p2", tooLong), "reject", Duration.ofMinutes(1)).stream()
                        .map(Row::reason))
                .containsExactly(null, "invalid_name", "invalid_name");
        assertThat(map(List.of("p1", "p2", tooLong), "null", Duration.ofMinutes(1)).stream()
                        .map(row -> row.get("name")))
                .containsExactly("one", null, null);
    }
}
