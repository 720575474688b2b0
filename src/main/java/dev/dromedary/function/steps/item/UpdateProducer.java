package dev.dromedary.function.steps.item;

import dev.dromedary.function.steps.BodyFields;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** {@code item:update}: changes attributes of the item. Needs {@code dynamodb:UpdateItem}. */
final class UpdateProducer extends ItemProducer {

    private final ItemEndpoint endpoint;

    UpdateProducer(ItemEndpoint endpoint, BodyFields keys, BodyFields fields) {
        super(endpoint, keys, fields);
        this.endpoint = endpoint;
    }

    @Override
    void write(
            DynamoDbClient client,
            Map<String, AttributeValue> key,
            Map<String, Object> attributes,
            Condition condition) {
        ItemUpdate update = new ItemUpdate();
        attributes.forEach(update::set);
        Map<String, String> names = new LinkedHashMap<>(update.names());
        names.putAll(condition.names());
        Map<String, AttributeValue> values = new LinkedHashMap<>(update.values());
        values.putAll(condition.values());
        client.updateItem(UpdateItemRequest.builder()
                .tableName(endpoint.getTable())
                .key(key)
                .updateExpression(update.expression())
                .conditionExpression(condition.expression())
                .expressionAttributeNames(names.isEmpty() ? null : names)
                .expressionAttributeValues(values.isEmpty() ? null : values)
                .returnValuesOnConditionCheckFailure(
                        endpoint.getOrder() == null ? null : ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build());
    }
}
