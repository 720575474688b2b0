package dev.dromedary.function.steps.notification;

import dev.dromedary.function.steps.ItemChange;
import dev.dromedary.function.steps.JsonText;
import dev.dromedary.function.steps.StepEndpoint;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * {@code notification:due}: the body becomes the keys of items that nobody was told of, oldest first. Queries the index by day;
 * never scans. Needs {@code dynamodb:Query} on the index.
 */
final class DueProducer extends DefaultProducer {

    /** The exchange property that counts the items beyond the limit. */
    static final String LEFT = "notificationsLeft";

    /**
     * So many bytes the keys may have as JSON, so that {@code ledger:remember} can keep the list with what a route adds to it: object
     * keys, of which correlation ids are made, have up to 1,024 bytes, and JSON writes some of them six times as long.
     */
    static final int MOST_BYTES = 150 * 1024;

    private final NotificationEndpoint endpoint;

    DueProducer(NotificationEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) {
        Instant now = StepEndpoint.scheduled(exchange);
        Instant first = now.minusSeconds(endpoint.getWithin());
        Instant last = now.minusSeconds(endpoint.getOlderThan());
        List<Map<String, String>> keys = new ArrayList<>();
        int found = 0;
        long bytes = 0;
        for (LocalDate day = day(first); !day.isAfter(day(last)); day = day.plusDays(1)) {
            for (Map<String, AttributeValue> item : endpoint.client(DynamoDbClient.class)
                    .queryPaginator(query(day, first, last, now))
                    .items()) {
                found++;
                Map<String, String> key = key(item);
                bytes += JsonText.line(key).getBytes(StandardCharsets.UTF_8).length + 1;
                if (keys.size() < endpoint.getLimit() && bytes <= MOST_BYTES) {
                    keys.add(key);
                }
            }
        }
        exchange.setProperty(LEFT, found - keys.size());
        exchange.getMessage().setBody(keys);
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    private QueryRequest query(LocalDate day, Instant first, Instant last, Instant now) {
        List<String> indexKey = NotificationEndpoint.names(endpoint.getIndexKey());
        Map<String, String> names = new HashMap<>();
        names.put("#day", indexKey.get(0));
        names.put("#time", indexKey.get(1));
        names.put("#sent", NotificationTable.SENT);
        names.put("#ttl", endpoint.getExpires());
        StringBuilder projection = new StringBuilder();
        for (String name : NotificationEndpoint.names(endpoint.getKey())) {
            String alias = "#key" + projection.length();
            names.put(alias, name);
            projection.append(projection.isEmpty() ? "" : ",").append(alias);
        }
        return QueryRequest.builder()
                .tableName(endpoint.getTable())
                .indexName(endpoint.getIndex())
                .keyConditionExpression("#day = :day AND #time BETWEEN :first AND :last")
                // DynamoDB deletes an expired item only after some time.
                .filterExpression("#sent = :false AND (attribute_not_exists(#ttl) OR #ttl > :now)")
                .projectionExpression(projection.toString())
                .expressionAttributeNames(names)
                .expressionAttributeValues(ItemChange.values(Map.of(
                        "day",
                        day.toString(),
                        "first",
                        first,
                        "last",
                        last,
                        "false",
                        false,
                        "now",
                        now.getEpochSecond())))
                .build();
    }

    private Map<String, String> key(Map<String, AttributeValue> item) {
        Map<String, String> key = new LinkedHashMap<>();
        NotificationEndpoint.names(endpoint.getKey())
                .forEach(name -> key.put(name, item.get(name).s()));
        return key;
    }
}
