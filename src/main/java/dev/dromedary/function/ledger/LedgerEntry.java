package dev.dromedary.function.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the ledger knows about one thing in one route, for people to look at.
 *
 * @param id {@code <route id>#<thing>}
 * @param standing how the last attempt stands
 * @param since when the last attempted version was first claimed; empty once it is completed
 * @param until the end of its lease; it may have passed only if the attempt is dead
 * @param replay the replay that the last attempt belongs to, or none
 * @param completed the last completed version, hexadecimal or {@code -}; empty if none is
 * @param latest the latest version that is known, completed or not
 * @param replays the replays that have completed that version
 */
public record LedgerEntry(
        String id,
        Standing standing,
        Optional<Instant> since,
        Instant until,
        Optional<String> replay,
        Optional<String> completed,
        Sequencer latest,
        List<String> replays) {

    /** How the last attempt stands. */
    public enum Standing {
        /** It is at work. */
        RUNNING,
        /** It has died: its lease has ended, and nobody has taken over. */
        DEAD,
        /** It has failed, and given the claim back. */
        GIVEN_BACK,
        /** It has completed. */
        DONE
    }

    /**
     * Reads an entry.
     *
     * @param client reaches DynamoDB
     * @param table the ledger's table
     * @param id {@code <route id>#<thing>}
     * @param now to tell who is dead
     * @return the entry, or none
     */
    public static Optional<LedgerEntry> read(DynamoDbClient client, String table, String id, Instant now) {
        return new LedgerTable(client, table).read(id).map(item -> of(item, now));
    }

    /**
     * Reads all entries of a route. Scans the table, which costs a read of all of it.
     *
     * @param client reaches DynamoDB
     * @param table the ledger's table
     * @param route the route's id
     * @param now to tell who is dead
     * @return the entries, read page by page; in no order
     */
    public static Stream<LedgerEntry> all(DynamoDbClient client, String table, String route, Instant now) {
        return client
                .scanPaginator(scan -> scan.tableName(table)
                        .filterExpression("begins_with(id, :route) AND attribute_exists(#state)")
                        .expressionAttributeNames(Map.of("#state", "state"))
                        .expressionAttributeValues(Map.of(":route", AttributeValue.fromS(route + '#'))))
                .items()
                .stream()
                .map(attributes -> of(ItemAttributes.read(attributes), now));
    }

    private static LedgerEntry of(LedgerItem item, Instant now) {
        Standing standing =
                switch (item.state()) {
                    case RUNNING -> now.isAfter(item.leaseUntil()) ? Standing.DEAD : Standing.RUNNING;
                    case RELEASED -> Standing.GIVEN_BACK;
                    case DONE -> Standing.DONE;
                };
        List<Sequencer> known = new ArrayList<>(item.firstClaims().keySet());
        known.add(item.claimed());
        item.completed().ifPresent(done -> known.add(done.sequencer()));
        return new LedgerEntry(
                item.id(),
                standing,
                Optional.ofNullable(item.firstClaims().get(item.claimed())),
                item.leaseUntil(),
                item.replay(),
                item.completed().map(done -> done.sequencer().value()),
                known.stream().max(Sequencer::compareTo).orElseThrow(),
                item.completed().map(LedgerItem.Completed::replays).orElse(List.of()));
    }

    /** The thing: {@code bucket/key}, or an id. */
    public String thing() {
        return id.substring(id.indexOf('#') + 1);
    }
}
