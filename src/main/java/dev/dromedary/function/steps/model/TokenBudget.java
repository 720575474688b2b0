package dev.dromedary.function.steps.model;

import dev.dromedary.function.steps.ItemChange;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The tokens of a day, counted in one DynamoDB item a day (UTC), {@code tokens#<route id>#<date>}. A question reserves what it may
 * need before it is asked, so that functions that run at the same time don't exceed the budget together. A run that dies keeps its
 * reservation: it may have used the tokens. Needs {@code dynamodb:UpdateItem}.
 *
 * @param client reaches the table
 * @param table its name
 * @param name whose budget it is
 * @param dailyTokens the budget
 * @param clock tells the day
 */
record TokenBudget(DynamoDbClient client, String table, String name, long dailyTokens, Clock clock) {

    /** Long enough to look back at a quarter. */
    private static final Duration KEEP = Duration.ofDays(90);

    /** What was taken from the budget. */
    interface Reservation {
        /**
         * Gives back what was not used.
         *
         * @param used tokens that were used
         */
        void settle(long used);
    }

    /**
     * Takes tokens from the day's budget.
     *
     * @param tokens how many
     * @return what was taken
     * @throws AnswerRefusedException if the budget has not as many left
     */
    Reservation reserve(long tokens) {
        LocalDate day = LocalDate.now(clock);
        if (tokens > dailyTokens) {
            throw overBudget(tokens);
        }
        long end = day.plusDays(KEEP.toDays()).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        new ItemChange(
                        "SET #tokens = if_not_exists(#tokens, :zero) + :tokens, #expires = :expires",
                        "attribute_not_exists(#tokens) OR #tokens <= :most",
                        Map.of("zero", 0, "tokens", tokens, "most", dailyTokens - tokens, "expires", end))
                .tryMake(client, table, key(day))
                .orElseThrow(() -> overBudget(tokens));
        return used -> add(day, used - tokens);
    }

    private AnswerRefusedException overBudget(long tokens) {
        return new AnswerRefusedException(
                "over_budget",
                "The day's budget of " + dailyTokens + " tokens has not the " + tokens
                        + " left that a question may need");
    }

    private void add(LocalDate day, long tokens) {
        if (tokens != 0) {
            client.updateItem(request -> request.tableName(table)
                    .key(key(day))
                    .updateExpression("ADD #tokens :tokens")
                    .expressionAttributeNames(ItemChange.names("#tokens"))
                    .expressionAttributeValues(ItemChange.values(Map.of("tokens", tokens))));
        }
    }

    private Map<String, AttributeValue> key(LocalDate day) {
        return Map.of("id", AttributeValue.fromS("tokens#" + name + "#" + day));
    }
}
