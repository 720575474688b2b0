package dev.dromedary.function.steps.item;

import dev.dromedary.function.steps.BodyFields;
import dev.dromedary.function.steps.DynamoDbItem;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** {@code item:put}: puts the whole item. Needs {@code dynamodb:PutItem}. */
final class PutProducer extends ItemProducer {

    private final ItemEndpoint endpoint;

    PutProducer(ItemEndpoint endpoint, BodyFields keys, BodyFields fields) {
        super(endpoint, keys, fields);
        this.endpoint = endpoint;
    }

    @Override
    void write(
            DynamoDbClient client,
            Map<String, AttributeValue> key,
            Map<String, Object> attributes,
            Condition condition) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(key);
        item.putAll(DynamoDbItem.of(attributes));
        client.putItem(PutItemRequest.builder()
                .tableName(endpoint.getTable())
                .item(item)
                .conditionExpression(condition.expression())
                .expressionAttributeNames(condition.names().isEmpty() ? null : condition.names())
                .expressionAttributeValues(condition.values().isEmpty() ? null : condition.values())
                .returnValuesOnConditionCheckFailure(
                        endpoint.getOrder() == null ? null : ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build());
    }
}
