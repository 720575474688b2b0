package dev.dromedary.function.steps.notification;

import dev.dromedary.function.steps.ItemChange;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
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
    private static final String UNTIL = "notification_claimed_until";

    /** What one transaction takes: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
    static final int MOST_AT_ONCE = 100;

    private static final String MARK = "SET notification_sent = :true, notification_timestamp = :timestamp,"
            + " notification_message_id = :message REMOVE notification_owner, notification_claimed_until";
    /** The reply to an earlier try of the same mark may be lost. */
    private static final String UNMARKED = "notification_sent = :false OR notification_message_id = :message";

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
            ItemChange claim = new ItemChange(
                    "SET notification_owner = :owner, notification_claimed_until = :until",
                    "notification_sent = :false AND (attribute_not_exists(notification_claimed_until) OR notification_claimed_until < :now OR notification_owner = :owner)",
                    Map.of(
                            "owner",
                            owner,
                            "until",
                            now.plus(lease).getEpochSecond(),
                            "now",
                            now.getEpochSecond(),
                            "false",
                            false));
            return new Outcome(claim.make(client, table, key), false, null);
        } catch (ConditionalCheckFailedException e) {
            return refused(e.item());
        }
    }

    /** Renews a claim: false if it is another's by now, or people were told of the item. */
    boolean renew(Map<String, AttributeValue> key, String owner, Duration lease, Instant now) {
        return change(
                key,
                "SET notification_claimed_until = :until",
                "notification_sent = :false AND notification_owner = :owner",
                Map.of("owner", owner, "until", now.plus(lease).getEpochSecond(), "false", false));
    }

    /**
     * Marks an item as one that nobody is to be told of, unless it is marked already or is not there.
     *
     * @param replay the replay's id
     */
    void keepBack(Map<String, AttributeValue> key, String replay) {
        // If it is marked, nobody will be told of it, which is what was asked for.
        change(
                key,
                "SET notification_sent = :true, notification_replay = :replay REMOVE notification_owner, notification_claimed_until",
                "notification_sent = :false",
                Map.of("replay", replay, "true", true, "false", false));
    }

    /**
     * Lets people be told once more of an item that they were told of, by a replay. Only once for each replay, so that a retry
     * does not mail again.
     *
     * @param replay the replay's id
     */
    void release(Map<String, AttributeValue> key, String replay) {
        // If not, people were not told of it yet, or by this replay already.
        change(
                key,
                "SET notification_sent = :false, notification_replay = :replay",
                "notification_sent = :true AND (attribute_not_exists(notification_replay) OR notification_replay <> :replay)",
                Map.of("replay", replay, "true", true, "false", false));
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
        return change(key, MARK, UNMARKED, markValues(messageId, timestamp));
    }

    /**
     * Marks items that are told of in one mail, all or none, so that a retry mails the same.
     *
     * @param keys at most {@link #MOST_AT_ONCE}
     * @return false if one of them was marked with another mail already, or is gone; then all stay as they are
     */
    boolean markTogether(List<Map<String, AttributeValue>> keys, String messageId, String timestamp) {
        ItemChange mark = new ItemChange(MARK, UNMARKED, markValues(messageId, timestamp));
        List<TransactWriteItem> updates =
                keys.stream().map(key -> mark.transacted(table, key)).toList();
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

    private static Map<String, Object> markValues(String messageId, String timestamp) {
        return Map.of("timestamp", timestamp, "message", messageId, "true", true, "false", false);
    }

    /** @return false if the condition does not hold; then nothing changes */
    private boolean change(Map<String, AttributeValue> key, String set, String condition, Map<String, ?> values) {
        return new ItemChange(set, condition, values)
                .tryMake(client, table, key)
                .isPresent();
    }
}
