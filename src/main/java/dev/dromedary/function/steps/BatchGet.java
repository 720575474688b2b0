package dev.dromedary.function.steps;

import dev.dromedary.function.ledger.Backoff;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Reads several items of a table. Needs {@code dynamodb:BatchGetItem}.
 *
 * @param client reaches the table
 * @param table its name
 * @param doing what is being done, for the message, such as {@code reading}
 */
public record BatchGet(DynamoDbClient client, String table, String doing) {

    /**
     * Keys that one call takes.
     *
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html">BatchGetItem</a>
     */
    public static final int MOST_AT_ONCE = 100;

    /** As many pauses as there is time for. */
    public static final int UNTIL_DEADLINE = Integer.MAX_VALUE;

    /**
     * Reads those that are there.
     *
     * @param wanted {@link #MOST_AT_ONCE} keys at the most
     * @param backoff the pauses while the table is too busy to answer for any
     * @param mostPauses how many of them there are, one after the other
     * @param found gets each item
     * @throws DeadlineExceededException if the table is too busy still
     */
    public void read(
            KeysAndAttributes wanted, Backoff backoff, int mostPauses, Consumer<Map<String, AttributeValue>> found) {
        Map<String, KeysAndAttributes> asked = Map.of(table, wanted);
        while (!asked.isEmpty()) {
            Map<String, KeysAndAttributes> now = asked;
            BatchGetItemResponse response = client.batchGetItem(request -> request.requestItems(now));
            List<Map<String, AttributeValue>> items = response.responses().getOrDefault(table, List.of());
            items.forEach(found);
            asked = response.unprocessedKeys();
            // More than 16 MB come in several answers, at once; a table that is too busy wants to be left alone for a
            // while.
            if (!items.isEmpty()) {
                backoff.progress();
            } else if (!asked.isEmpty() && (backoff.pauses() >= mostPauses || !backoff.pause())) {
                throw DeadlineExceededException.whileBusy(doing + " the table " + table + ", which was too busy,");
            }
        }
    }
}
