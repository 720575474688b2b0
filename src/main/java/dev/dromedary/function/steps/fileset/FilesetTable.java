package dev.dromedary.function.steps.fileset;

import dev.dromedary.function.steps.Timestamps;
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
        try {
            return Optional.of(of(client.updateItem(request -> request.tableName(table)
                            .key(key(set))
                            .updateExpression("SET #part = :entry, #open = :open, #since = if_not_exists(#since, :now)"
                                    + " ADD #arrivals :one")
                            .conditionExpression("attribute_not_exists(#part) OR #part.#order < :order"
                                    + " OR (#part.#order = :order AND #part <> :entry)")
                            .expressionAttributeNames(Map.of(
                                    "#part", part,
                                    "#open", Fileset.OPEN,
                                    "#since", Fileset.SINCE,
                                    "#arrivals", Fileset.ARRIVALS,
                                    "#order", "order"))
                            .expressionAttributeValues(Map.of(
                                    ":entry", entry,
                                    ":open", AttributeValue.fromS(Fileset.IS_OPEN),
                                    ":now", AttributeValue.fromS(Timestamps.of(now)),
                                    ":one", AttributeValue.fromN("1"),
                                    ":order", AttributeValue.fromS(order)))
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
        try {
            return Optional.of(of(client.updateItem(request -> request.tableName(table)
                            .key(key(read.name()))
                            .updateExpression("SET #hash = :hash ADD #revision :one")
                            .conditionExpression(
                                    "#arrivals = :arrivals AND" + " (attribute_not_exists(#hash) OR #hash <> :hash)")
                            .expressionAttributeNames(Map.of(
                                    "#hash", Fileset.REVISION_HASH,
                                    "#revision", Fileset.REVISION,
                                    "#arrivals", Fileset.ARRIVALS))
                            .expressionAttributeValues(Map.of(
                                    ":hash", AttributeValue.fromS(hash),
                                    ":one", AttributeValue.fromN("1"),
                                    ":arrivals", arrivals(read)))
                            .returnValues(ReturnValue.ALL_NEW))
                    .attributes()));
        } catch (ConditionalCheckFailedException e) {
            return Optional.empty();
        }
    }

    /**
     * Notes that the content of a set is done. The set stays open if an object has come since it was read. Does nothing if another
     * run has begun a later revision: what is done last is what that one has done.
     */
    void complete(Fileset read, String hash) {
        try {
            client.updateItem(request -> request.tableName(table)
                    .key(key(read.name()))
                    .updateExpression("SET #done = :hash REMOVE #open, #since, #reported")
                    .conditionExpression("#arrivals = :arrivals")
                    .expressionAttributeNames(Map.of(
                            "#done", Fileset.DONE_HASH,
                            "#open", Fileset.OPEN,
                            "#since", Fileset.SINCE,
                            "#reported", Fileset.REPORTED,
                            "#arrivals", Fileset.ARRIVALS))
                    .expressionAttributeValues(
                            Map.of(":hash", AttributeValue.fromS(hash), ":arrivals", arrivals(read))));
        } catch (ConditionalCheckFailedException e) {
            completeEarlier(read, hash);
        }
    }

    private void completeEarlier(Fileset read, String hash) {
        try {
            client.updateItem(request -> request.tableName(table)
                    .key(key(read.name()))
                    .updateExpression("SET #done = :hash")
                    .conditionExpression("#revisionHash = :hash")
                    .expressionAttributeNames(
                            Map.of("#done", Fileset.DONE_HASH, "#revisionHash", Fileset.REVISION_HASH))
                    .expressionAttributeValues(Map.of(":hash", AttributeValue.fromS(hash))));
        } catch (ConditionalCheckFailedException e) {
            // This run has lost its claim without knowing; it has nothing to say any more.
            return;
        }
    }

    /** The sets that are open since a time or longer, those first that are open for longest. */
    List<Fileset> open(String index, Instant until) {
        QueryRequest query = QueryRequest.builder()
                .tableName(table)
                .indexName(index)
                .keyConditionExpression("#open = :open AND #since <= :until")
                .expressionAttributeNames(Map.of("#open", Fileset.OPEN, "#since", Fileset.SINCE))
                .expressionAttributeValues(Map.of(
                        ":open",
                        AttributeValue.fromS(Fileset.IS_OPEN),
                        ":until",
                        AttributeValue.fromS(Timestamps.of(until))))
                .build();
        return client.queryPaginator(query).items().stream().map(this::of).toList();
    }

    /** Notes that people were told of a set that waits. Does nothing if an object has come since. */
    void reported(String set, long arrivals) {
        try {
            client.updateItem(request -> request.tableName(table)
                    .key(key(set))
                    .updateExpression("SET #reported = #arrivals")
                    .conditionExpression("#arrivals = :arrivals AND attribute_exists(#open)")
                    .expressionAttributeNames(
                            Map.of("#reported", Fileset.REPORTED, "#arrivals", Fileset.ARRIVALS, "#open", Fileset.OPEN))
                    .expressionAttributeValues(Map.of(":arrivals", AttributeValue.fromN(Long.toString(arrivals)))));
        } catch (ConditionalCheckFailedException e) {
            // What was told is no longer so, and will be told anew if it lasts.
            return;
        }
    }

    private Fileset of(Map<String, AttributeValue> item) {
        return new Fileset(item, parts);
    }

    private static AttributeValue arrivals(Fileset set) {
        return AttributeValue.fromN(Long.toString(set.arrivals()));
    }

    private static Map<String, AttributeValue> key(String set) {
        return Map.of(Fileset.SET, AttributeValue.fromS(set));
    }
}
