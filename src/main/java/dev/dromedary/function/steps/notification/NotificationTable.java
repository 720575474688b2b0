package dev.dromedary.function.steps.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * A table of things that people are told of, once. An item starts with {@code notification_sent} false. Whoever is going to tell
 * of it claims it ({@code notification_owner}, {@code notification_claimed_until} in seconds since 1970) and then marks it
 * ({@code notification_sent} true, {@code notification_timestamp}, {@code notification_message_id}). What a silent replay has stored is
 * marked without a message id, {@code notification_replay} naming the replay, so that no digest tells of it. Needs
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
    private static final String REPLAY = "notification_replay";

    /** What one transaction takes: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
    static final int MOST_AT_ONCE = 100;

    private static final String MARK =
            "SET #sent = :true, #timestamp = :timestamp, #message = :message REMOVE #owner, #until";
    /** The reply to an earlier try of the same mark may be lost. */
    private static final String UNMARKED = "#sent = :false OR #message = :message";

    private static final Map<String, String> MARK_NAMES =
            Map.of("#owner", OWNER, "#until", UNTIL, "#sent", SENT, "#timestamp", TIMESTAMP, "#message", MESSAGE_ID);

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

    /**
     * Renews a claim.
     *
     * @return false if it is another's by now, or people were told of the item
     */
    boolean renew(Map<String, AttributeValue> key, String owner, Duration lease, Instant now) {
        try {
            client.updateItem(request -> request.tableName(table)
                    .key(key)
                    .updateExpression("SET #until = :until")
                    .conditionExpression("#sent = :false AND #owner = :owner")
                    .expressionAttributeNames(Map.of("#owner", OWNER, "#until", UNTIL, "#sent", SENT))
                    .expressionAttributeValues(Map.of(
                            ":owner", AttributeValue.fromS(owner),
                            ":until", seconds(now.plus(lease)),
                            ":false", AttributeValue.fromBool(false))));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    /**
     * Marks an item as one that nobody is to be told of, unless it is marked already or is not there.
     *
     * @param replay the replay's id
     */
    void keepBack(Map<String, AttributeValue> key, String replay) {
        try {
            client.updateItem(request -> request.tableName(table)
                    .key(key)
                    .updateExpression("SET #sent = :true, #replay = :replay REMOVE #owner, #until")
                    .conditionExpression("#sent = :false")
                    .expressionAttributeNames(
                            Map.of("#sent", SENT, "#replay", REPLAY, "#owner", OWNER, "#until", UNTIL))
                    .expressionAttributeValues(Map.of(
                            ":true", AttributeValue.fromBool(true),
                            ":false", AttributeValue.fromBool(false),
                            ":replay", AttributeValue.fromS(replay))));
        } catch (ConditionalCheckFailedException e) {
            // Nobody will be told of it, which is what was asked for.
            return;
        }
    }

    /**
     * Lets people be told once more of an item that they were told of, by a replay. Only once for each replay, so that a retry
     * does not mail again.
     *
     * @param replay the replay's id
     */
    void release(Map<String, AttributeValue> key, String replay) {
        try {
            client.updateItem(request -> request.tableName(table)
                    .key(key)
                    .updateExpression("SET #sent = :false, #replay = :replay")
                    .conditionExpression("#sent = :true AND (attribute_not_exists(#replay) OR #replay <> :replay)")
                    .expressionAttributeNames(Map.of("#sent", SENT, "#replay", REPLAY))
                    .expressionAttributeValues(Map.of(
                            ":true", AttributeValue.fromBool(true),
                            ":false", AttributeValue.fromBool(false),
                            ":replay", AttributeValue.fromS(replay))));
        } catch (ConditionalCheckFailedException e) {
            // People were not told of it yet, or by this replay already.
            return;
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
        try {
            client.updateItem(request -> request.tableName(table)
                    .key(key)
                    .updateExpression(MARK)
                    .conditionExpression(UNMARKED)
                    .expressionAttributeNames(MARK_NAMES)
                    .expressionAttributeValues(markValues(messageId, timestamp)));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    /**
     * Marks items that are told of in one mail, all or none, so that a retry mails the same.
     *
     * @param keys at most {@link #MOST_AT_ONCE}
     * @return false if one of them was marked with another mail already, or is gone; then all stay as they are
     */
    boolean markTogether(List<Map<String, AttributeValue>> keys, String messageId, String timestamp) {
        List<TransactWriteItem> updates = keys.stream()
                .map(key -> TransactWriteItem.builder()
                        .update(update -> update.tableName(table)
                                .key(key)
                                .updateExpression(MARK)
                                .conditionExpression(UNMARKED)
                                .expressionAttributeNames(MARK_NAMES)
                                .expressionAttributeValues(markValues(messageId, timestamp)))
                        .build())
                .toList();
        try {
            client.transactWriteItems(request -> request.transactItems(updates));
            return true;
        } catch (TransactionCanceledException e) {
            boolean refused =
                    e.cancellationReasons().stream().anyMatch(reason -> "ConditionalCheckFailed".equals(reason.code()));
            if (refused) {
                return false;
            }
            throw e;
        }
    }

    private static Map<String, AttributeValue> markValues(String messageId, String timestamp) {
        return Map.of(
                ":false", AttributeValue.fromBool(false),
                ":true", AttributeValue.fromBool(true),
                ":timestamp", AttributeValue.fromS(timestamp),
                ":message", AttributeValue.fromS(messageId));
    }

    static AttributeValue seconds(Instant time) {
        return AttributeValue.fromN(Long.toString(time.getEpochSecond()));
    }
}
