package dev.dromedary.function.steps.outbox;

import dev.dromedary.function.ledger.Backoff;
import dev.dromedary.function.steps.BatchGet;
import dev.dromedary.function.steps.DeadlineExceededException;
import dev.dromedary.function.steps.ItemChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The table of messages. Written in transactions, as a batch write takes no conditions: a run that has lost its claim without
 * knowing must not put an earlier revision in the place of a later one. Needs {@code dynamodb:BatchGetItem},
 * {@code dynamodb:PutItem} and {@code dynamodb:UpdateItem}.
 *
 * @param client reaches the table
 * @param table its name
 */
record OutboxTable(DynamoDbClient client, String table) {

    /**
     * What one call takes, reading or writing.
     *
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">Quotas</a>
     */
    static final int MOST_AT_ONCE = 100;

    /** A transaction has 4 MB at the most. */
    static final int MOST_BYTES = 3_000_000;

    /**
     * The items that are there, by hash.
     *
     * @param backoff the pauses while the table is too busy to answer for any
     * @throws DeadlineExceededException if it still is at the deadline
     */
    Map<String, Map<String, AttributeValue>> read(List<OutboxMessage> messages, Backoff backoff) {
        Map<String, Map<String, AttributeValue>> found = new HashMap<>();
        KeysAndAttributes wanted = KeysAndAttributes.builder()
                .consistentRead(true)
                .keys(messages.stream().map(OutboxMessage::key).toList())
                .build();
        new BatchGet(client, table, "reading")
                .read(
                        wanted,
                        backoff,
                        BatchGet.UNTIL_DEADLINE,
                        item -> found.put(item.get(OutboxMessage.HASH).s(), item));
        return found;
    }

    /**
     * Stores messages, all or none.
     *
     * @param messages {@link #MOST_AT_ONCE} at the most
     * @throws IllegalStateException if a later revision of one of them is stored
     */
    void put(List<OutboxMessage> messages, String expires, long end) {
        write(
                messages,
                messages.stream()
                        .map(message -> TransactWriteItem.builder()
                                .put(put -> put.tableName(table)
                                        .item(message.item(expires, end))
                                        .conditionExpression("attribute_not_exists(#hash) OR #revision < :revision"
                                                // The reply to an earlier try of the same may be lost.
                                                + " OR (#revision = :revision AND #message = :message)")
                                        .expressionAttributeNames(ItemChange.names("#hash #revision #message"))
                                        .expressionAttributeValues(ItemChange.values(
                                                Map.of("revision", message.revision(), "message", message.text()))))
                                .build())
                        .toList());
    }

    /**
     * Marks messages as sent, all or none.
     *
     * @param messages {@link #MOST_AT_ONCE} at the most
     * @throws IllegalStateException if a later revision of one of them is stored
     */
    void markSent(List<OutboxMessage> messages) {
        write(
                messages,
                messages.stream()
                        .map(message -> new ItemChange(
                                        "SET #sent = :true",
                                        "#revision = :revision",
                                        Map.of("true", true, "revision", message.revision()))
                                .transacted(table, message.key()))
                        .toList());
    }

    private void write(List<OutboxMessage> messages, List<TransactWriteItem> writes) {
        try {
            client.transactWriteItems(request -> request.transactItems(writes));
        } catch (TransactionCanceledException e) {
            List<String> refused = new ArrayList<>();
            for (int i = 0; i < e.cancellationReasons().size(); i++) {
                CancellationReason reason = e.cancellationReasons().get(i);
                if ("ConditionalCheckFailed".equals(reason.code())) {
                    refused.add(messages.get(i).messageId());
                }
            }
            if (refused.isEmpty()) {
                throw e;
            }
            throw new IllegalStateException(
                    "Another run has stored a later revision of " + refused.size() + " messages, such as "
                            + refused.get(0) + "; this one was to end when its claim was lost",
                    e);
        }
    }
}
