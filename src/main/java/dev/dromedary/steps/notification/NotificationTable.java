package dev.dromedary.steps.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * A table of things that people are told of, once. An item starts with {@code notification_sent} false. Whoever is going to tell
 * of it claims it ({@code notification_owner}, {@code notification_claimed_until} in seconds since 1970) and then marks it
 * ({@code notification_sent} true, {@code notification_timestamp}, {@code notification_message_id}). Needs
 * {@code dynamodb:UpdateItem}.
 *
 * @param client reaches the table
 * @param table its name
 * @param keyNames names of hash and range key, which are texts
 */
record NotificationTable(DynamoDbClient client, String table, List<String> keyNames) {

    static final String SENT = "notification_sent";
    private static final String OWNER = "notification_owner";
    private static final String UNTIL = "notification_claimed_until";
    private static final String TIMESTAMP = "notification_timestamp";
    private static final String MESSAGE_ID = "notification_message_id";

    /**
     * What became of a claim.
     *
     * @param item the item if it is claimed now, else null
     * @param sent whether people were told already
     * @param heldUntil when the claim of another lapses, or null
     */
    record Outcome(Map<String, AttributeValue> item, boolean sent, Instant heldUntil) {

        static final Outcome MISSING = new Outcome(null, false, null);
    }

    /** The key attributes of a map that may hold more; empty if one is missing. */
    Optional<Map<String, AttributeValue>> key(Map<?, ?> fields) {
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        for (String name : keyNames) {
            Object value = fields.get(name);
            if (value == null) {
                return Optional.empty();
            }
            key.put(name, AttributeValue.fromS(value.toString()));
        }
        return Optional.of(key);
    }

    /**
     * Claims an item, unless people were told of it, or another claim stands.
     *
     * @param owner the same for each attempt at the same work, so that a retry takes up its own claim
     */
    Outcome claim(Map<String, AttributeValue> key, String owner, Duration lease, Instant now) {
        try {
            return new Outcome(
                    client.updateItem(request -> request.tableName(table)
                                    .key(key)
                                    .updateExpression("SET #owner = :owner, #until = :until")
                                    .conditionExpression("#sent = :false AND"
                                            + " (attribute_not_exists(#until) OR #until < :now OR #owner = :owner)")
                                    .expressionAttributeNames(Map.of("#owner", OWNER, "#until", UNTIL, "#sent", SENT))
                                    .expressionAttributeValues(Map.of(
                                            ":owner", AttributeValue.fromS(owner),
                                            ":until", seconds(now.plus(lease)),
                                            ":now", seconds(now),
                                            ":false", AttributeValue.fromBool(false)))
                                    .returnValues(ReturnValue.ALL_NEW)
                                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                            .attributes(),
                    false,
                    null);
        } catch (ConditionalCheckFailedException e) {
            return refused(e.item());
        }
    }

    private static Outcome refused(Map<String, AttributeValue> item) {
        if (item == null || item.isEmpty()) {
            return Outcome.MISSING;
        }
        AttributeValue sent = item.get(SENT);
        if (sent == null || Boolean.TRUE.equals(sent.bool())) {
            return new Outcome(null, true, null);
        }
        AttributeValue until = item.get(UNTIL);
        return new Outcome(
                null, false, until == null ? Instant.EPOCH : Instant.ofEpochSecond(Long.parseLong(until.n())));
    }

    /**
     * Marks an item, whoever has claimed it meanwhile: the mail is out, and another is not to follow.
     *
     * @return false if it was marked with another mail already; then it stays as it is
     */
    boolean mark(Map<String, AttributeValue> key, String messageId, String timestamp) {
        Map<String, AttributeValue> values = new HashMap<>(Map.of(
                ":false", AttributeValue.fromBool(false),
                ":true", AttributeValue.fromBool(true),
                ":timestamp", AttributeValue.fromS(timestamp),
                ":message", AttributeValue.fromS(messageId)));
        try {
            client.updateItem(request -> request.tableName(table)
                    .key(key)
                    .updateExpression("SET #sent = :true, #timestamp = :timestamp, #message = :message"
                            + " REMOVE #owner, #until")
                    // The reply to an earlier try of the same mark may be lost.
                    .conditionExpression("#sent = :false OR #message = :message")
                    .expressionAttributeNames(Map.of(
                            "#owner", OWNER,
                            "#until", UNTIL,
                            "#sent", SENT,
                            "#timestamp", TIMESTAMP,
                            "#message", MESSAGE_ID))
                    .expressionAttributeValues(values));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    static AttributeValue seconds(Instant time) {
        return AttributeValue.fromN(Long.toString(time.getEpochSecond()));
    }
}
