package dev.dromedary.function.steps.memory;

import dev.dromedary.function.steps.ItemChange;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * Numbers that rise in the order in which they are drawn, whoever draws them; clocks could be apart. One item of the ledger's table for
 * each thing, {@code turn#<route id>#<thing>}. Needs {@code dynamodb:UpdateItem}.
 *
 * @param client reaches the table
 * @param table its name
 * @param keep how long the ledger keeps what is ordered by the numbers. They are kept for twice as long, so that they never begin
 *     anew beside a higher one
 */
record Turns(DynamoDbClient client, String table, Duration keep) {

    private static final String CHANGE = "SET #expires = :expires ADD #turn :one";

    /** The next number: 1 for the first, and higher than all that were drawn before. Some may be left out. */
    long next(String route, String thing) {
        long expires = Instant.now().plus(keep.multipliedBy(2)).getEpochSecond();
        Map<String, AttributeValue> item = client.updateItem(request -> request.tableName(table)
                        .key(Map.of("id", AttributeValue.fromS("turn#" + route + "#" + thing)))
                        .updateExpression(CHANGE)
                        .expressionAttributeNames(ItemChange.names(CHANGE))
                        .expressionAttributeValues(ItemChange.values(Map.of("one", 1, "expires", expires)))
                        .returnValues(ReturnValue.UPDATED_NEW))
                .attributes();
        return Long.parseLong(item.get("turn").n());
    }
}
