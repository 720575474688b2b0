package dev.dromedary.function.steps.fileset;

import dev.dromedary.function.steps.ItemChange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * The table of sets: one item each, changed by one conditional write at a time, so that of any number of arrivals at the same
 * moment the last one sees all. Needs {@code dynamodb:GetItem} and {@code dynamodb:UpdateItem}, and {@code dynamodb:Query} on
 * the index.
 *
 * @param client reaches the table
 * @param table its name
 * @param parts the parts of a set
 */
record FilesetTable(DynamoDbClient client, String table, List<String> parts) {

    /**
     * Notes that an object has come. The same again, as when the reply was lost, changes nothing.
     *
     * @param entry see {@link Fileset#entry}
     * @param order its place among the versions of the object
     * @return the set after it, or empty if a later version of the object has come already
     */
    Optional<Fileset> arrive(String set, String part, AttributeValue entry, String order, Instant now) {
        Map<String, String> names = ItemChange.names("#open #since #arrivals #order");
        names.put("#part", part);
        try {
            return Optional.of(of(client.updateItem(request -> request.tableName(table)
                            .key(key(set))
                            .updateExpression("SET #part = :entry, #open = :open, #since = if_not_exists(#since, :now)"
                                    + " ADD #arrivals :one")
                            .conditionExpression("attribute_not_exists(#part) OR #part.#order < :order"
                                    + " OR (#part.#order = :order AND #part <> :entry)")
                            .expressionAttributeNames(names)
                            .expressionAttributeValues(ItemChange.values(Map.of(
                                    "entry", entry, "open", Fileset.IS_OPEN, "now", now, "one", 1, "order", order)))
                            .returnValues(ReturnValue.ALL_NEW))
                    .attributes()));
        } catch (ConditionalCheckFailedException e) {
            return read(set).filter(found -> entry.equals(found.item().get(part)));
        }
    }

    /** The set as it is now. */
    Optional<Fileset> read(String set) {
        Map<String, AttributeValue> item = client.getItem(
                        request -> request.tableName(table).key(key(set)).consistentRead(true))
                .item();
        return item == null || item.isEmpty() ? Optional.empty() : Optional.of(of(item));
    }

    /**
     * Gives the content of a set a revision: the next one, or the one that an earlier attempt at the same content got.
     *
     * @return the set with it, or empty if the set is to be read again: an object has come since it was read, or an earlier try of
     *     this, whose reply was lost, has given the revision
     */
    Optional<Fileset> revise(Fileset read, String hash) {
        if (hash.equals(read.text(Fileset.REVISION_HASH))) {
            return Optional.of(read);
        }
        return change(
                read.name(),
                "SET #revision_hash = :hash ADD #revision :one",
                "#arrivals = :arrivals AND (attribute_not_exists(#revision_hash) OR #revision_hash <> :hash)",
                Map.of("hash", hash, "one", 1, "arrivals", read.arrivals()));
    }

    /**
     * Notes that the content of a set is done. The set stays open if an object has come since it was read. Does nothing if another
     * run has begun a later revision: what is done last is what that one has done.
     */
    void complete(Fileset read, String hash) {
        boolean done = change(
                        read.name(),
                        "SET #done_hash = :hash REMOVE #open, #since, #reported",
                        "#arrivals = :arrivals",
                        Map.of("hash", hash, "arrivals", read.arrivals()))
                .isPresent();
        if (!done) {
            // If not that either, this run has lost its claim without knowing; it has nothing to say any more.
            change(read.name(), "SET #done_hash = :hash", "#revision_hash = :hash", Map.of("hash", hash));
        }
    }

    /** The sets that are open since a time or longer, those first that are open for longest. */
    List<Fileset> open(String index, Instant until) {
        QueryRequest query = QueryRequest.builder()
                .tableName(table)
                .indexName(index)
                .keyConditionExpression("#open = :open AND #since <= :until")
                .expressionAttributeNames(ItemChange.names("#open #since"))
                .expressionAttributeValues(ItemChange.values(Map.of("open", Fileset.IS_OPEN, "until", until)))
                .build();
        return client.queryPaginator(query).items().stream().map(this::of).toList();
    }

    /** Notes that people were told of a set that waits. Does nothing if an object has come since. */
    void reported(String set, long arrivals) {
        // If not, what was told is no longer so, and will be told anew if it lasts.
        change(
                set,
                "SET #reported = #arrivals",
                "#arrivals = :arrivals AND attribute_exists(#open)",
                Map.of("arrivals", arrivals));
    }

    private Optional<Fileset> change(String set, String change, String condition, Map<String, ?> values) {
        return new ItemChange(change, condition, values)
                .tryMake(client, table, key(set))
                .map(this::of);
    }

    private Fileset of(Map<String, AttributeValue> item) {
        return new Fileset(item, parts);
    }

    private static Map<String, AttributeValue> key(String set) {
        return Map.of(Fileset.SET, AttributeValue.fromS(set));
    }
}
