package dev.dromedary.function.steps.item;

import dev.dromedary.function.steps.BodyFields;
import dev.dromedary.function.steps.DynamoDbItem;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * What the steps do that read. Each can be repeated.
 *
 * @param endpoint the step's options
 * @param keys what finds the items
 */
record ItemReads(ItemEndpoint endpoint, BodyFields keys) {

    /** More would be no page; DynamoDB ends one at 1 MB anyway. */
    private static final int MOST = 1000;

    private static final String KEY = "#key";
    private static final String VALUE = ":key";

    /** {@code item:get}: what was written before is seen, as the read is a consistent one. */
    void get(Exchange exchange) {
        Map<String, AttributeValue> key = endpoint.key(keys, exchange);
        Map<String, AttributeValue> item = endpoint.client(DynamoDbClient.class)
                .getItem(request ->
                        request.tableName(endpoint.getTable()).key(key).consistentRead(true))
                .item();
        exchange.getMessage().setBody(item == null || item.isEmpty() ? null : DynamoDbItem.toMap(item));
    }

    /**
     * {@code item:query}: a page of an index, which follows the table by a moment.
     *
     * @throws UnexpectedPageException if the limit or the cursor is none, or the cursor is that of another key
     */
    void query(Exchange exchange) {
        Map<String, AttributeValue> key = endpoint.key(keys, exchange);
        if (key.size() != 1) {
            throw new IllegalArgumentException(
                    endpoint.step() + ": the option key has to be the hash key of the index, one attribute");
        }
        Map.Entry<String, AttributeValue> hash = key.entrySet().iterator().next();
        QueryResponse page = page(QueryRequest.builder()
                .tableName(endpoint.getTable())
                .indexName(endpoint.getIndex())
                .keyConditionExpression(KEY + " = " + VALUE)
                .expressionAttributeNames(Map.of(KEY, hash.getKey()))
                .expressionAttributeValues(Map.of(VALUE, hash.getValue()))
                .scanIndexForward(!endpoint.isDescending())
                .limit(limit(exchange))
                .exclusiveStartKey(start(exchange, hash))
                .build());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("items", page.items().stream().map(DynamoDbItem::toMap).toList());
        if (page.hasLastEvaluatedKey()) {
            body.put("next", PageCursor.write(page.lastEvaluatedKey()));
        }
        exchange.getMessage().setBody(body);
    }

    private QueryResponse page(QueryRequest request) {
        try {
            return endpoint.client(DynamoDbClient.class).query(request);
        } catch (DynamoDbException e) {
            // Of a cursor that somebody has made up, DynamoDB says so.
            if (request.hasExclusiveStartKey()
                    && e.awsErrorDetails() != null
                    && "ValidationException".equals(e.awsErrorDetails().errorCode())) {
                throw new UnexpectedPageException(PageCursor.WRONG, e);
            }
            throw e;
        }
    }

    private int limit(Exchange exchange) {
        String text = endpoint.evaluate(endpoint.getLimit(), exchange);
        if (text == null || !text.strip().matches("[0-9]{1,4}")) {
            throw new UnexpectedPageException("The limit has to be a whole number, 1 to " + MOST);
        }
        int limit = Integer.parseInt(text.strip());
        if (limit < 1 || limit > MOST) {
            throw new UnexpectedPageException("The limit is " + limit + "; it has to be 1 to " + MOST);
        }
        return limit;
    }

    /** Where the page begins; null for the first one. */
    private Map<String, AttributeValue> start(Exchange exchange, Map.Entry<String, AttributeValue> hash) {
        String cursor = endpoint.getNext() == null ? null : endpoint.evaluate(endpoint.getNext(), exchange);
        if (cursor == null || cursor.isBlank()) {
            return null;
        }
        Map<String, AttributeValue> start = PageCursor.read(cursor);
        if (!hash.getValue().equals(start.get(hash.getKey()))) {
            throw new UnexpectedPageException("The cursor next is of another list; begin again without it");
        }
        return start;
    }
}
