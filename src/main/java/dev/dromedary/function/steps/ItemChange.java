package dev.dromedary.function.steps;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * A change of an item, made only if a condition holds. In both expressions {@code #name} is the attribute of that name, as many a
 * plain name is a word of DynamoDB's own, and {@code :name} the value of that name.
 *
 * @param change an update expression
 * @param condition a condition expression
 * @param values the values, by name without the colon; see {@link ItemAttribute#of}
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html">Update
 *     expressions</a>
 */
public record ItemChange(String change, String condition, Map<String, ?> values) {

    private static final Pattern NAME = Pattern.compile("#(\\w+)");

    /**
     * Makes the change. Needs {@code dynamodb:UpdateItem}.
     *
     * @return the item after it
     * @throws ConditionalCheckFailedException with the item as it stays, if the condition does not hold
     */
    public Map<String, AttributeValue> make(DynamoDbClient client, String table, Map<String, AttributeValue> key) {
        return client.updateItem(request -> request.tableName(table)
                        .key(key)
                        .updateExpression(change)
                        .conditionExpression(condition)
                        .expressionAttributeNames(names(change, condition))
                        .expressionAttributeValues(values(values))
                        .returnValues(ReturnValue.ALL_NEW)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .attributes();
    }

    /** Makes the change if the condition holds: the item after it, or empty if the condition does not hold. */
    public Optional<Map<String, AttributeValue>> tryMake(
            DynamoDbClient client, String table, Map<String, AttributeValue> key) {
        try {
            return Optional.of(make(client, table, key));
        } catch (ConditionalCheckFailedException e) {
            return Optional.empty();
        }
    }

    /** The change as a part of a transaction. */
    public TransactWriteItem transacted(String table, Map<String, AttributeValue> key) {
        return TransactWriteItem.builder()
                .update(update -> update.tableName(table)
                        .key(key)
                        .updateExpression(change)
                        .conditionExpression(condition)
                        .expressionAttributeNames(names(change, condition))
                        .expressionAttributeValues(values(values)))
                .build();
    }

    /** The names in expressions, for a call; null if there are none, as DynamoDB takes no empty map. */
    public static Map<String, String> names(String... expressions) {
        Map<String, String> names = new LinkedHashMap<>();
        Matcher found = NAME.matcher(String.join(" ", expressions));
        while (found.find()) {
            names.put(found.group(), found.group(1));
        }
        return names.isEmpty() ? null : names;
    }

    /** Values for expressions, for a call. */
    public static Map<String, AttributeValue> values(Map<String, ?> values) {
        Map<String, AttributeValue> placed = new LinkedHashMap<>();
        values.forEach((name, value) -> placed.put(":" + name, ItemAttribute.of(name, value)));
        return placed;
    }
}
